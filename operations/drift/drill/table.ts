import type { Result } from "./drill";
import { existsInAws, type GapKind, gaps } from "./gaps";

/** The table of a drill for docs/drift.md: one row an exercise, and what was not exercised. */
export function drillTable(results: readonly Result[], types: readonly string[]): string {
    const done = [...results]
        .sort((a, b) => compareTexts(`${a.type} ${a.kind} ${a.what}`, `${b.type} ${b.kind} ${b.what}`))
        .map(({ type, what, kind, detected, verdict, reason = "" }) => [
            `\`${type}\``,
            kind === "add" ? `added: ${what}` : what,
            detected ? "yes" : "no",
            verdict,
            reason.replaceAll("|", "\\|"),
        ]);
    const notDone = gaps(results, types).map(({ type, kind, reason = "no exercise" }) => [
        `\`${type}\``,
        kind === "all" ? "nothing" : `not ${kind === "delete" ? "deleted" : "changed"}`,
        "no",
        "",
        reason,
    ]);
    const rows = [["type", "change", "detected", "verdict", "why not"], ...done, ...notDone];
    return `${aligned(rows)}\n\n${describeShare(results, types)}`;
}

/** A Markdown table as prettier writes it. */
function aligned(rows: readonly (readonly string[])[]): string {
    const widths = (rows[0] ?? []).map((_, column) =>
        Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    const [head = "", ...body] = rows.map((row) =>
        line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
    );
    return [head, line(widths.map((width) => "-".repeat(width))), ...body].join("\n");
}

/**
 * Types of which every exercise was detected, in percent of all that exist in AWS. A type that is not changed or not
 * deleted counts only if there is a reason for that.
 */
export function share(results: readonly Result[], types: readonly string[]): number {
    const real = types.filter(existsInAws);
    const unexplained = new Set(
        gaps(results, real).flatMap(({ type, reason }) => (reason === undefined ? [type] : [])),
    );
    const good = real.filter((type) => {
        const own = results.filter((each) => each.type === type);
        return own.length > 0 && own.every(({ detected }) => detected) && !unexplained.has(type);
    });
    return (100 * good.length) / Math.max(1, real.length);
}

function describeShare(results: readonly Result[], types: readonly string[]): string {
    const detected = results.filter((each) => each.detected).length;
    const real = types.filter(existsInAws);
    const left = gaps(results, real);
    const count = (kind: GapKind): number => left.filter((gap) => gap.kind === kind).length;
    return (
        `${detected} of ${results.length} exercises detected; every exercise that there is, for ` +
        `${share(results, types).toFixed(1)} % of ${real.length} types. ` +
        `${count("delete")} of these types are not deleted, and ${count("change")} not changed.`
    );
}

function compareTexts(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
