import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { duration } from "../text/duration";
import { table } from "../text/table";
import type { CaseTime } from "./caseTimes";

/** How many lines each of the two tables has. */
const LINES = 20;

/** What all processes have noted in a folder. */
export function readCaseTimes(folder: string): CaseTime[] {
    return readdirSync(folder).flatMap(
        (name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")) as CaseTime[],
    );
}

/** Where the time went: the files that took longest, with what comes before and after their tests, and the cases. */
export function slowest(times: readonly CaseTime[]): string {
    const files = new Map<string, { milliseconds: number; cases: number }>();
    for (const { file, milliseconds } of times) {
        const known = files.get(file) ?? { milliseconds: 0, cases: 0 };
        files.set(file, { milliseconds: known.milliseconds + milliseconds, cases: known.cases + 1 });
    }
    const byTime = (one: { milliseconds: number }, other: { milliseconds: number }): number =>
        other.milliseconds - one.milliseconds;
    const fileRows = [...files]
        .map(([file, of]) => ({ file, ...of }))
        .sort(byTime)
        .slice(0, LINES)
        .map(({ file, milliseconds, cases }) => [duration(milliseconds), String(cases), file]);
    const caseRows = [...times]
        .sort(byTime)
        .slice(0, LINES)
        .map(({ file, title, milliseconds }) => [duration(milliseconds), path.basename(file), title]);
    return `${table(["Time", "Cases", "Slowest files"], fileRows)}\n\n${table(["Time", "File", "Slowest cases"], caseRows)}`;
}
