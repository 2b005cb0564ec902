/**
 * Between which values something else may move a property. Versions are compared part by part: "16.9" is below
 * "16.10".
 */
export type Band =
    | { readonly min: number; readonly max: number }
    | { readonly atLeast: string; readonly below?: string }
    | { readonly oneOf: readonly unknown[] }
    | { readonly anything: true };

/**
 * A property that something other than the program may change. Components register theirs as their output
 * `delegations`, so that drift detection needs nothing but the state.
 */
export interface Delegation {
    /** Type token of the resource, which belongs to the component. */
    readonly type: string;
    /** Name of the resource. */
    readonly name: string;
    /** Path of the property; `[*]` stands for every member of a list. */
    readonly path: string;
    readonly band: Band;
    /** The service that changes it, such as "Application Auto Scaling". */
    readonly by: string;
    /** Whether the program itself sets the change off, so that within the band it is no news. @default false */
    readonly expected?: true;
}

/** The versions that AWS may upgrade a database to by itself: from a version on, below the next one. */
export function minorsOf(version: string): Band {
    const parts = version.split(".");
    const last = Number(parts.pop());
    return { atLeast: version, below: [...parts, String(last + 1)].join(".") };
}

/** The same for an engine whose minor version is the second part: from 8.1 on, below 9. */
export function minorsOfMajor(version: string): Band {
    const [major] = version.split(".");
    return { atLeast: version, below: String(Number(major) + 1) };
}
