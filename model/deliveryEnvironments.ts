/** The GitHub environments of a stack's delivery roles where its stack file names none. */
export function defaultEnvironments(stack: string): Record<"preview" | "deploy" | "drift", string> {
    return { preview: `${stack}-preview`, deploy: stack, drift: `${stack}-drift` };
}
