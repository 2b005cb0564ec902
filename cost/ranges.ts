import type { Range } from "./types";

/** Hours of an average month: 365 × 24 / 12. */
export const HOURS = 730;

/** A quantity that does not vary. */
export function exactly(value: number): Range {
    return { low: value, high: value };
}

/** Both limits, times a factor or another range. */
export function times(range: Range, factor: number | Range): Range {
    const { low, high } = typeof factor === "number" ? exactly(factor) : factor;
    return { low: range.low * low, high: range.high * high };
}

/** Limits of a sum. */
export function plus(...ranges: readonly Range[]): Range {
    return ranges.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), exactly(0));
}

/** Hours of so many things that run all month. */
export function hoursOf(count: number | Range): Range {
    return times(typeof count === "number" ? exactly(count) : count, HOURS);
}
