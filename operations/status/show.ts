/** What runs, as a table and as JSON. */
import pc from "picocolors";
import { plain } from "../drift/report/formats/text";
import { exitCodes, type ExitCode } from "../pulumi/exitCodes";
import { table } from "../text/table";
import type { Condition, Row } from "./row";

const SHADES: Readonly<Record<Condition, (text: string) => string>> = {
    healthy: pc.green,
    changing: pc.yellow,
    idle: pc.dim,
    broken: pc.red,
    unknown: pc.yellow,
    "not deployed": pc.dim,
};

/** Longer events are cut: `--json` has all of them. */
const LONGEST = 100;

/** A row for each part. Texts come from AWS: control characters in them must not reach the terminal. */
export function showStatus(rows: readonly Row[]): string {
    return table(
        ["Part", "State", "Runs", "Version", "Last"],
        rows.map(({ id, condition, runs, version, last }) => [
            id,
            SHADES[condition](condition),
            plain(runs),
            plain(version),
            cut(plain(last)),
        ]),
    );
}

function cut(text: string): string {
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** For programs: `state` is what the table calls so. */
export function statusJson(stack: string, rows: readonly Row[]): object {
    return {
        stack,
        state: worst(rows),
        parts: rows.map(({ id, condition, facts }) => ({ id, state: condition, ...facts })),
    };
}

function worst(rows: readonly Row[]): "broken" | "unknown" | "healthy" {
    const conditions = new Set(rows.map(({ condition }) => condition));
    return conditions.has("broken") ? "broken" : conditions.has("unknown") ? "unknown" : "healthy";
}

/** How the command ends. */
export function endOf(rows: readonly Row[]): ExitCode {
    return { broken: exitCodes.broken, unknown: exitCodes.inconclusive, healthy: exitCodes.done }[
        worst(rows)
    ];
}
