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

/** Whether a pattern, in which `*` stands for any characters, matches all of a text; in time that grows with their lengths. */
export function matchesWildcard(pattern: string, text: string): boolean {
    const [first = "", ...rest] = pattern.split("*");
    const last = rest.pop();
    if (last === undefined) return pattern === text;
    if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
        return false;
    const end = text.length - last.length;
    let from = first.length;
    for (const part of rest) {
        const at = text.indexOf(part, from);
        if (at === -1 || at + part.length > end) return false;
        from = at + part.length;
    }
    return true;
}
