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
}

/** The emulator runs everything that stack files can ask for; but its account is empty. */
export const adjustments: readonly Adjustment[] = [
    {
        path: ["plumbline:delivery", "provider"],
        value: "create",
        reason: "an empty account has no identity provider to adopt",
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
