/** `uses:`: the kinds of components that workloads can use, and the kinds of access. */

/** Kinds of components in `uses:`. */
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

/** A workload: its settings depend on its kind, and `Catalogue` has the settings of each kind. */
export type Node<Catalogue> = {
    [Kind in keyof Catalogue & string]: {
        readonly kind: Kind;
        readonly name: string;
        /** `<kind>/<name>`. */
        readonly id: string;
        /** Ids of the workloads that it uses, each with the access after a colon if it is not the default. */
        readonly uses: readonly string[];
        readonly settings: Catalogue[Kind];
    };
}[keyof Catalogue & string];
