import { access, appendFile, constants, mkdir, stat, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { exitCodes, Failure } from "../../../pulumi/failure";
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
 * A report as text. Fields outside of the report's schema are left out, so that no value beside a secret's kind is
 * written by mistake.
 * @throws ZodError if it is no report
 */
export function writeReport(report: DriftReport, format: Format): string {
    return writers[format](driftReport.parse(report));
}

/**
 * Makes sure that reports can be written, before the scan.
 * @param folder is made if it does not exist, and if a report goes there
 * @throws Failure if the folder, or a file in it, can't be written
 */
export async function prepareReports(wanted: readonly Format[], folder: string): Promise<void> {
    const places = wanted.map((format) => placeOf(format, folder));
    if (places.length === 0) return;
    try {
        await mkdir(folder, { recursive: true });
        await access(folder, constants.W_OK);
        for (const file of places) {
            const there = await stat(file).catch(() => undefined);
            if (there?.isDirectory()) throw new Error(`${file} is a folder`);
            if (there) await access(file, constants.W_OK);
        }
    } catch (error) {
        throw notWritable(folder, error);
    }
}

/**
 * Writes a report into a folder, one file a format: drift.json, drift.md, drift.junit.xml, drift.sarif. The summary
 * goes where GitHub Actions wants it (GITHUB_STEP_SUMMARY), elsewhere into drift-summary.md.
 * @param folder is made if it does not exist
 * @returns the paths that were written
 * @throws Failure if they can't be written
 */
export async function saveReports(
    report: DriftReport,
    wanted: readonly Format[],
    folder: string,
): Promise<string[]> {
    await prepareReports(wanted, folder);
    const written: string[] = [];
    for (const format of new Set(wanted)) {
        const text = writeReport(report, format);
        const file = placeOf(format, folder);
        try {
            await (format === "summary" && stepSummary() ? appendFile(file, text) : writeFile(file, text));
        } catch (error) {
            throw notWritable(folder, error);
        }
        written.push(file);
    }
    return written;
}

function placeOf(format: Format, folder: string): string {
    return (format === "summary" ? stepSummary() : undefined) ?? path.join(folder, files[format]);
}

/** An empty variable counts as unset. */
function stepSummary(): string | undefined {
    return process.env["GITHUB_STEP_SUMMARY"] || undefined;
}

function notWritable(folder: string, error: unknown): Failure {
    const why = error instanceof Error ? error.message : String(error);
    return new Failure(
        `The reports can't be written (${why}). --output is "${folder}": it must be a folder that may be written to.`,
        exitCodes.usage,
    );
}
