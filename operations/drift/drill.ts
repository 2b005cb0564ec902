import * as path from "node:path";
import { execa } from "execa";
import { pythonEnvironment, pythonWithPackages } from "../emulator/packages";
import { Failure } from "../engine/failure";
import { reveal } from "./secret";
import type { DriftReport, Finding } from "./report";
import { resourcesToRead, type StackState } from "./state";

/** What somebody does to a resource behind Pulumi's back. */
export type ExerciseKind = "change" | "add" | "delete";

/** An exercise that was done, or tried. */
export interface Exercise {
    readonly type: string;
    readonly kind: ExerciseKind;
    readonly what: string;
    readonly urn: string;
    /** Why the emulator could not do it. */
    readonly error?: string;
}

/** An exercise with what a scan said about it. */
export interface Result extends Exercise {
    readonly detected: boolean;
    readonly verdict: Finding["verdict"];
    /** Why it was not detected, or could not be exercised. */
    readonly reason?: string;
}

const root = path.resolve(__dirname, "../..");

/** Where an emulated stack is. */
export interface DrillPlace {
    readonly url: string;
    readonly account: string;
    readonly region: string;
}

/**
 * Does the exercises of some kinds, each type of resource once, through the AWS SDK for Python, which the emulator
 * has for every service.
 */
export async function exercise(
    place: DrillPlace,
    state: StackState,
    kinds: readonly ExerciseKind[],
): Promise<Exercise[]> {
    const python = await pythonWithPackages(() => undefined);
    const resources = resourcesToRead(state).map(({ urn, type, id, outputs }) => ({
        urn,
        type,
        id: id ?? "",
        outputs: reveal(outputs),
    }));
    const { url, account, region } = place;
    const result = await execa(
        python,
        [
            "-m",
            "emulator.drill",
            "--url",
            url,
            "--account",
            account,
            "--region",
            region,
            "--kinds",
            kinds.join(","),
        ],
        { cwd: root, env: pythonEnvironment, input: JSON.stringify(resources), reject: false },
    );
    if (result.exitCode !== 0)
        throw new Failure(`The drill has failed: ${result.stderr.trim().split("\n").at(-1)}`);
    return JSON.parse(result.stdout) as Exercise[];
}

/** What is not the scan's fault, and why. */
const excuses: Readonly<Record<string, string>> = {
    "aws:costexplorer/anomalySubscription:AnomalySubscription delete":
        "the provider expects another error than AWS gives (UnknownMonitorException): this one resource is unreadable",
    "aws:cloudwatch/dashboard:Dashboard delete":
        "the emulator's error is none that the provider takes for a missing dashboard: this one resource is unreadable",
};

/** What a scan said about exercises. */
export function judge(exercises: readonly Exercise[], { findings, reasons }: DriftReport): Result[] {
    const byUrn = new Map(
        findings.filter(({ change }) => change !== "undeployed").map((finding) => [finding.urn, finding]),
    );
    return exercises.map((each) => {
        const finding = byUrn.get(each.urn);
        const verdict = finding?.verdict ?? "clean";
        const detected =
            each.error === undefined &&
            // Of some settings AWS says after a deletion that they are empty: what is gone shows as changed.
            (each.kind === "delete"
                ? finding?.change === "missing" || verdict === "drifted"
                : finding !== undefined && verdict !== "inconclusive");
        const excuse =
            excuses[`${each.type} ${each.kind}`] ??
            (findings.length === 0 && reasons[0] ? `the scan was inconclusive: ${reasons[0]}` : undefined);
        const reason =
            each.error === undefined ? excuse : `the emulator can't do it: ${each.error.slice(0, 120)}`;
        return { ...each, detected, verdict, ...(detected || reason === undefined ? {} : { reason }) };
    });
}

/** Why types of resources can't be changed behind Pulumi's back. */
const notExercised: Readonly<Record<string, string>> = {
    "aws:acm/certificateValidation:CertificateValidation":
        "exists in Pulumi only: it waits for the certificate",
    "random:index/randomPassword:RandomPassword": "exists in the state only",
};

/** The table of a drill for docs/drift.md: one row an exercise, and what could not be exercised. */
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
    const missing = types
        .filter((type) => !results.some((each) => each.type === type))
        .sort()
        .map((type) => [`\`${type}\``, "nothing", "no", "", notExercised[type] ?? "no exercise"]);
    const rows = [["type", "change", "detected", "verdict", "why not"], ...done, ...missing];
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

/** Types of which every exercise was detected, in percent of all that exist in AWS. */
export function share(results: readonly Result[], types: readonly string[]): number {
    const real = types.filter((type) => notExercised[type] === undefined);
    const good = real.filter((type) => {
        const own = results.filter((each) => each.type === type);
        return own.length > 0 && own.every(({ detected }) => detected);
    });
    return (100 * good.length) / Math.max(1, real.length);
}

function describeShare(results: readonly Result[], types: readonly string[]): string {
    const detected = results.filter((each) => each.detected).length;
    return (
        `${detected} of ${results.length} exercises detected; every exercise detected for ` +
        `${share(results, types).toFixed(1)} % of ${types.filter((type) => notExercised[type] === undefined).length} types.`
    );
}

function compareTexts(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
