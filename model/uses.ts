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

/** Kinds of everything that has a name in a stack file: the ones above, and the ones that nothing uses. */
export type NodeKind = Kind | "repository" | "server" | "site" | "pipeline";

/** An entry of `uses:`, or an id: `queue/jobs:receive` is the queue `jobs`, to receive from. */
export interface Use {
    /** `<kind>/<name>`. */
    readonly id: string;
    readonly kind: NodeKind;
    readonly name: string;
    /** Undefined if the entry names none: each kind has a default of its own. */
    readonly access: Access | undefined;
}

/** Reads `<kind>/<name>` or `<kind>/<name>:<access>`. The text must be valid: the schema of the configuration checks it. */
export function parseUse(use: string): Use {
    const [id = "", access] = use.split(":");
    const [kind = "", name = ""] = id.split("/");
    return { id, kind: kind as NodeKind, name, access: access as Access | undefined };
}

/** A named entry of the stack file: settings by kind are `Catalogue`. */
export type Node<Catalogue> = {
    [K in keyof Catalogue & string]: {
        readonly kind: K;
        readonly name: string;
        /** `<kind>/<name>`. */
        readonly id: string;
        /** Entries as in `uses:`. */
        readonly uses: readonly string[];
        readonly settings: Catalogue[K];
    };
}[keyof Catalogue & string];
