/** `uses:`: the kinds of components that workloads can use, and the kinds of access. */

/** Kinds of components in `uses:`. */
export const KINDS = [
    "database",
    "cache",
    "table",
    "bucket",
    "topic",
    "bus",
    "queue",
    "secret",
    "email",
    "parameter",
    "directory",
    "function",
    "api",
    "service",
    "media",
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds of what exists already, as `existing:<kind>/<name>`. */
export const EXISTING_KINDS = [
    "table",
    "bucket",
    "queue",
    "secret",
    "database",
    "directory",
    "cache",
    "parameter",
    "topic",
] as const;
export type ExistingKind = (typeof EXISTING_KINDS)[number];

/** Kinds that can be used in more than one way, said after a colon. */
export const ACCESS: Readonly<Partial<Record<Kind, readonly Access[]>>> = {
    table: ["read", "write"],
    bucket: ["read", "write"],
    queue: ["send", "receive"],
    topic: ["publish"],
    bus: ["publish"],
    email: ["send"],
    media: ["sign"],
};

/** How something is used, where there is a choice: `queue/jobs:receive`. */
export type Access = "read" | "write" | "send" | "receive" | "publish" | "sign";

/** Kinds of everything that has a name in a stack file: the ones above, and the ones that nothing uses. */
export type NodeKind = Kind | "repository" | "task" | "server" | "site" | "pipeline";

/**
 * An entry of `uses:`, or an id: `queue/jobs:receive` is this stack's queue `jobs`, to receive from;
 * `core:queue/jobs:receive` is the one of `core`.
 */
export interface Use {
    /** `<kind>/<name>`, with `<source>:` in front of it if this stack does not make it. */
    readonly id: string;
    /** Who makes it: a name below `plumbline:from`, or {@link EXISTING}. Undefined: this stack. */
    readonly source: string | undefined;
    readonly kind: NodeKind;
    readonly name: string;
    /** Undefined if the entry names none: each kind has a default of its own. */
    readonly access: Access | undefined;
}

/** The source of what somebody else has made and no stack describes. */
export const EXISTING = "existing";

/**
 * Reads `<kind>/<name>`, with `<source>:` in front of it or `:<access>` behind it, or both. The text must be valid: the
 * schema of the configuration checks it.
 */
export function parseUse(use: string): Use {
    const parts = use.split(":");
    const source = parts[0]?.includes("/") === false ? parts.shift() : undefined;
    const [path = "", access] = parts;
    const [kind = "", name = ""] = path.split("/");
    return {
        id: source === undefined ? path : `${source}:${path}`,
        source,
        kind: kind as NodeKind,
        name,
        access: access as Access | undefined,
    };
}

/** A named entry of the stack file: settings by kind are `Catalogue`. */
export type Node<Catalogue> = {
    [K in keyof Catalogue & string]: {
        readonly kind: K;
        readonly name: string;
        /** `<kind>/<name>`. */
        readonly id: string;
        /** What must be there before it, as in `uses:`. */
        readonly uses: readonly string[];
        /** Those of them that it gets variables and permissions for. */
        readonly linked: readonly string[];
        readonly settings: Catalogue[K];
    };
}[keyof Catalogue & string];
