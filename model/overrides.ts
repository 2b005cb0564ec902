/** `plumbline:overrides`: which resources are meant. */

/** A resource, as overrides name it. */
export interface Named {
    /** Pulumi's type, such as `aws:sqs/queue:Queue`. */
    readonly type: string;
    /** Its logical name. */
    readonly name: string;
}

/** Reads `aws:sqs/queue:Queue::jobs-*`; the schema of the configuration checks it. */
export function readPattern(pattern: string): Named {
    const at = pattern.indexOf("::");
    return { type: pattern.slice(0, at), name: pattern.slice(at + 2) };
}

/** Whether a pattern is about a resource: `*` in its name stands for any characters. */
export function matches(pattern: string, { type, name }: Named): boolean {
    const wanted = readPattern(pattern);
    if (wanted.type !== type) return false;
    const parts = wanted.name.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}
