/** Comparison of names and patterns. */
import { distance } from "fastest-levenshtein";

/** The known name with the fewest edits from the given one; undefined if that is more than a third of it. */
export function nearest(given: string, known: readonly string[]): string | undefined {
    const ranked = known
        .map((name) => ({ name, edits: distance(given.toLowerCase(), name.toLowerCase()) }))
        .sort((a, b) => a.edits - b.edits);
    const [best] = ranked;
    return best && best.edits <= Math.max(2, Math.floor(given.length / 3)) ? best.name : undefined;
}

/** `; did you mean "X"?` if a known name is near the given one, else nothing. */
export function suggestion(given: unknown, known: readonly string[]): string {
    const found = typeof given === "string" ? nearest(given, known) : undefined;
    return found === undefined || found === given ? "" : `; did you mean "${found}"?`;
}

/** Whether a pattern, in which `*` stands for any characters, fits all of a text. */
export function matchesWildcard(pattern: string, text: string): boolean {
    return matches(pattern, text, false);
}

/** The same for patterns of IAM: `?` stands for one character, and case does not matter. */
export function matchesIamPattern(pattern: string, text: string): boolean {
    return matches(pattern.toLowerCase(), text.toLowerCase(), true);
}

/** The same for path patterns of CloudFront: `?` stands for one character, and case matters. */
export function matchesPathPattern(pattern: string, text: string): boolean {
    return matches(pattern, text, true);
}

/** Goes back to the last `*` only, so that its time does not explode, as that of a regular expression may. */
function matches(pattern: string, text: string, hasQuestionMarks: boolean): boolean {
    let [at, from] = [0, 0];
    let last: { readonly star: number; readonly end: number } | undefined;
    while (from < text.length) {
        const key = pattern[at];
        if (key === "*") {
            last = { star: at, end: from };
            at++;
        } else if (key !== undefined && (key === text[from] || (hasQuestionMarks && key === "?"))) {
            at++;
            from++;
        } else if (last) {
            last = { star: last.star, end: last.end + 1 };
            at = last.star + 1;
            from = last.end;
        } else return false;
    }
    return /^\**$/.test(pattern.slice(at));
}
