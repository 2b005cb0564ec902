import { appendFile, mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { type DriftReport, driftReport } from "../report";
import { junit } from "./junit";
import { markdown } from "./markdown";
import type { Format } from "./names";
import { sarif } from "./sarif";
import { json } from "./text";

export { type Format, formats } from "./names";

/** GitHub refuses a step's summary of more than 1 MiB; characters may take four bytes. */
const SUMMARY_LIMIT = 262_144;

const writers: Readonly<Record<Format, (report: DriftReport) => string>> = {
    json,
    md: (report) => markdown(report),
    junit,
    sarif,
    summary: (report) => markdown(report, { limit: SUMMARY_LIMIT }),
};

const files: Readonly<Record<Format, string>> = {
    json: "drift.json",
    md: "drift.md",
    junit: "drift.junit.xml",
    sarif: "drift.sarif",
    summary: "drift-summary.md",
};

/**
 * A report as text. What is no part of a report's shape is left out, so that nothing that stands beside a secret's
 * kind by mistake gets any further.
 * @throws ZodError if it is no report
 */
export function writeReport(report: DriftReport, format: Format): string {
    return writers[format](driftReport.parse(report));
}

/**
 * Writes a report into a folder, one file a format: drift.json, drift.md, drift.junit.xml, drift.sarif. The summary
 * goes where GitHub Actions wants it (GITHUB_STEP_SUMMARY), elsewhere into drift-summary.md.
 * @param folder is made if it does not exist
 * @returns the paths that were written
 */
export async function saveReports(
    report: DriftReport,
    wanted: readonly Format[],
    folder: string,
): Promise<string[]> {
    await mkdir(folder, { recursive: true });
    const written: string[] = [];
    for (const format of new Set(wanted)) {
        const text = writeReport(report, format);
        const stepSummary = format === "summary" ? process.env["GITHUB_STEP_SUMMARY"] : undefined;
        const file = stepSummary || path.join(folder, files[format]);
        await (stepSummary ? appendFile(file, text) : writeFile(file, text));
        written.push(file);
    }
    return written;
}
