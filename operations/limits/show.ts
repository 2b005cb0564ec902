import pc from "picocolors";
import { table } from "../text/table";
import type { LimitsReport } from "./examine";
import type { Row, Verdict } from "./verdict";

const colors: Readonly<Record<Verdict, (text: string) => string>> = {
    ok: pc.green,
    tight: pc.yellow,
    unknown: pc.yellow,
    exceeded: pc.red,
};

const headings = ["Limit", "Needed", "In use by others", "Quota", "Source", "Verdict"];

/** Rows as a table, then their notes. */
export function showRows(rows: readonly Row[]): string {
    const cells = rows.map((row) => [
        row.limit,
        number(row.needed) + (row.spare > 0 ? `, ${row.spare} free` : ""),
        row.others === undefined ? "not counted" : number(row.others),
        number(row.quota),
        row.source,
        colors[row.verdict](row.verdict),
    ]);
    const notes = rows
        .filter(({ notes }) => notes.length > 0)
        .map(({ limit, notes }) => `${pc.bold(limit)}:\n${notes.map((note) => `  ${note}`).join("\n")}`);
    return [table(headings, cells), ...notes].join("\n\n");
}

/** A whole report. */
export function showLimits({ stack, account, region, fits, limits }: LimitsReport): string {
    const where = `account ${account ?? "of the provider's role"}, ${region}`;
    const sure = limits.every(({ verdict }) => verdict !== "unknown");
    return [
        limits.length === 0 ? "The stack uses no quota that this check knows." : showRows(limits),
        fits
            ? `Stack "${stack}" fits into ${where}${sure ? "." : ", as far as the quotas are known."}`
            : `Stack "${stack}" does not fit into ${where}: ${exceeded(limits)}.`,
    ].join("\n\n");
}

/** Exceeded limits, in words. */
export function exceeded(rows: readonly Row[]): string {
    return rows
        .filter(({ verdict }) => verdict === "exceeded")
        .map(({ limit, needed, spare, others, quota }) => {
            const parts = [
                `${number(needed)} needed`,
                ...(spare > 0 ? [`${spare} to stay free`] : []),
                ...(others ? [`${number(others)} in use by others`] : []),
            ];
            return `${limit} (${parts.join(", ")}, ${number(quota)} there)`;
        })
        .join("; ");
}

function number(value: number): string {
    return String(Math.round(value * 100) / 100);
}
