import * as path from "node:path";
import { execa } from "execa";
import type { Credentials } from "../../emulator/credentials";
import { pythonEnvironment, pythonWithPackages } from "../../emulator/packages";
import { Failure } from "../../pulumi/failure";
import { hasExpected, readDelegations } from "../compare/delegations";
import { reveal } from "../values/secret";
import type { DriftReport, Finding } from "../report/report";
import { resourcesToRead, type StackState, type StateResource } from "../state";

/** A change to a resource outside of Pulumi. */
export type ExerciseKind = "change" | "add" | "untag" | "delete";

/** An exercise that was done, or tried. */
export interface Exercise {
    readonly type: string;
    readonly kind: ExerciseKind;
    readonly what: string;
    readonly urn: string;
    /** Why the emulator could not do it. */
    readonly error?: string;
}

/** An exercise with its result in a scan. */
export interface Result extends Exercise {
    readonly detected: boolean;
    readonly verdict: Finding["verdict"];
    /** Why it was not detected, or could not be exercised. */
    readonly reason?: string;
}

const root = path.resolve(__dirname, "../../..");

/** Where an emulated stack is. */
export interface DrillPlace {
    readonly url: string;
    /** Credentials for the stack's account. */
    readonly credentials: Credentials;
    readonly region: string;
}

/**
 * Does the exercises of some kinds, each type of resource once, through the AWS SDK for Python, which the emulator
 * has for every service.
 *
 * @param before what a scan finds already: resources without a finding are taken
 */
export async function exercise(
    place: DrillPlace,
    state: StackState,
    kinds: readonly ExerciseKind[],
    before: DriftReport,
): Promise<Exercise[]> {
    const python = await pythonWithPackages(() => undefined);
    const delegations = readDelegations(state.resources);
    const read = resourcesToRead(state);
    const moving = read.filter((resource) => hasExpected(delegations, resource));
    const resources = unmarked(read, before, moving).map(({ urn, type, id, outputs }) => ({
        urn,
        type,
        id: id ?? "",
        outputs: reveal(outputs),
    }));
    const { url, credentials, region } = place;
    const { accessKeyId: account, secretAccessKey } = credentials;
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
        {
            cwd: root,
            // Not an argument, which everybody on the machine can read.
            env: { ...pythonEnvironment, PLUMBLINE_SECRET: secretAccessKey },
            input: JSON.stringify(resources),
            reject: false,
        },
    );
    if (result.exitCode !== 0)
        throw new Failure(`The drill has failed: ${result.stderr.trim().split("\n").at(-1)}`);
    return JSON.parse(result.stdout) as Exercise[];
}

/** Results outside of the scan's control, and why. */
const excuses: Readonly<Record<string, string>> = {
    "aws:costexplorer/anomalySubscription:AnomalySubscription delete":
        "the provider expects another error than AWS gives (UnknownMonitorException): this one resource is unreadable",
    "aws:cloudwatch/dashboard:Dashboard delete":
        "the emulator's error is none that the provider takes for a missing dashboard: this one resource is unreadable",
};

/**
 * The resources of each type that have no finding yet; all of a type if every one has.
 *
 * @param moving resources that change by themselves, as if they had a finding
 */
export function unmarked<Resource extends Pick<StateResource, "urn" | "type">>(
    resources: readonly Resource[],
    { findings }: DriftReport,
    moving: readonly Resource[] = [],
): Resource[] {
    const marked = new Set([...findings, ...moving].map(({ urn }) => urn));
    const free = new Set(resources.filter(({ urn }) => !marked.has(urn)).map(({ type }) => type));
    return resources.filter(({ urn, type }) => !marked.has(urn) || !free.has(type));
}

/**
 * The results of a scan for exercises.
 *
 * @param before the scan before: its findings don't count for the exercises
 */
export function judge(
    exercises: readonly Exercise[],
    { findings, reasons }: DriftReport,
    before: DriftReport,
): Result[] {
    const old = new Set(before.findings.map(contentOf));
    const byUrn = new Map(
        findings
            .filter((finding) => finding.change !== "undeployed" && !old.has(contentOf(finding)))
            .map((finding) => [finding.urn, finding]),
    );
    return exercises.map((each) => {
        const finding = byUrn.get(each.urn);
        const verdict = finding?.verdict ?? "clean";
        const detected = each.error === undefined && finding !== undefined && shows(finding, each.kind);
        const excuse =
            excuses[`${each.type} ${each.kind}`] ??
            (findings.length === 0 && reasons[0] ? `the scan was inconclusive: ${reasons[0]}` : undefined);
        const reason =
            each.error === undefined ? excuse : `the emulator can't do it: ${each.error.slice(0, 120)}`;
        return { ...each, detected, verdict, ...(detected || reason === undefined ? {} : { reason }) };
    });
}

/** Paths and values of a finding. */
function contentOf({ urn, change, properties }: Finding): string {
    return JSON.stringify([urn, change, properties.map(({ path, was, is }) => [path, was, is])]);
}

/** Whether a new finding matches a kind of exercise. */
function shows({ change, verdict, properties }: Finding, kind: ExerciseKind): boolean {
    // Some deleted settings are returned as empty: their deletion shows as a change.
    if (kind === "delete") return change === "missing" || verdict === "drifted";
    if (kind === "untag") return properties.some(({ path }) => path.startsWith("tagsAll"));
    return verdict !== "inconclusive";
}
