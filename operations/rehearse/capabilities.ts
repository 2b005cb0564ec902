/**
 * What the emulator can't run, or keeps on purpose: the only place where a rehearsal departs from a stack's own
 * configuration or overlooks something. Everything in here is printed by every rehearsal it applies to.
 */

/** A configuration key that a rehearsal replaces, in stacks that have its parent. */
export interface Adjustment {
    /** With its namespace and path: ["plumbline:database", "main", "engine"]. */
    readonly path: readonly string[];
    readonly value: unknown;
    readonly reason: string;
    /** Whether a stack needs it, by its `config:`. @default all that have the parent of the key */
    readonly neededBy?: (config: Readonly<Record<string, unknown>>) => boolean;
}

/** The emulator runs everything that stack files can ask for; but its account is empty. */
export const adjustments: readonly Adjustment[] = [
    {
        path: ["plumbline:delivery", "provider"],
        value: "create",
        reason: "an empty account has no identity provider to adopt",
    },
    {
        path: ["plumbline:images"],
        value: "placeholder",
        reason: "the emulator has no Docker and no registry to push to: a digest of its content stands for each image that is built",
        neededBy: (config) =>
            ["plumbline:functions", "plumbline:services"].some((key) => builds(config[key])),
    },
];

/** Something that a destroyed stack leaves in the account on purpose. */
export interface Remainder {
    readonly service: string;
    readonly type: string;
    readonly reason: string;
}

/** None. */
export const remainders: readonly Remainder[] = [];

/** Whether an entry of a section builds its image. */
function builds(section: unknown): boolean {
    return Object.values(typeof section === "object" && section !== null ? section : {}).some(
        (entry: unknown) => typeof entry === "object" && entry !== null && "build" in entry,
    );
}
