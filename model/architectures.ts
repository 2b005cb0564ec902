/** Processor architectures, as Lambda and EC2 name them. */
export type Architecture = "arm64" | "x86_64";
export const ARCHITECTURES = ["arm64", "x86_64"] as const satisfies readonly Architecture[];
