/** The values of `uses:`: what a workload uses, and how. */

/** What `uses:` lists: kind and name. */
export const KINDS = [
    "database",
    "cache",
    "table",
    "bucket",
    "queue",
    "secret",
    "directory",
    "function",
    "api",
    "service",
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds that can be used in more than one way, said after a colon. */
export const ACCESS: Readonly<Partial<Record<Kind, readonly Access[]>>> = {
    table: ["read", "write"],
    bucket: ["read", "write"],
    queue: ["send", "receive"],
};

/** How something is used, where there is a choice: `queue/jobs:receive`. */
export type Access = "read" | "write" | "send" | "receive";

/** The parts of a name in `uses:`: `queue/jobs:receive` is the queue, to be received from. */
export function parseUse(use: string): { readonly id: string; readonly access: Access | undefined } {
    const [id = "", access] = use.split(":");
    return { id, access: access as Access | undefined };
}
