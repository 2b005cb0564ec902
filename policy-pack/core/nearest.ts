import { closest, distance } from "fastest-levenshtein";

/** `; did you mean "…"?` if something that exists is close to what was written, otherwise nothing. */
export function didYouMean(written: string, existing: readonly string[]): string {
    if (existing.length === 0) return "";
    const nearest = closest(written, existing);
    return distance(written, nearest) <= Math.max(2, written.length / 3)
        ? `; did you mean "${nearest}"?`
        : "";
}
