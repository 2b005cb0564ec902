/** Compares needs with limits. */

export type Verdict = "ok" | "tight" | "exceeded" | "unknown";

/** One limit, and how near to it the stack comes. */
export interface Row {
    /** The limited resource, and its place: `NAT gateways in a zone (eu-west-1a)`. */
    readonly limit: string;
    readonly needed: number;
    /** The amount that must stay free beside it. */
    readonly spare: number;
    /** In use by others than the stack; undefined if AWS returned none. */
    readonly others: number | undefined;
    readonly quota: number;
    /** Where the quota is from. */
    readonly source: string;
    readonly verdict: Verdict;
    /** Whether it is the limit of one of the stack's own resources, whatever else the account holds. */
    readonly ofStack: boolean;
    /** Unknown amounts with the reason, and the action to take. */
    readonly notes: readonly string[];
}

/** More than this share of a limit is tight. */
const TIGHT = 0.8;

/**
 * @param sure whether all amounts are known; a limit that the known ones exceed is exceeded anyway
 */
export function verdictOf(
    { needed, spare, others, quota }: Pick<Row, "needed" | "spare" | "others" | "quota">,
    sure: boolean,
): Verdict {
    const total = needed + spare + (others ?? 0);
    if (total > quota) return "exceeded";
    if (!sure || others === undefined) return "unknown";
    return total > quota * TIGHT ? "tight" : "ok";
}
