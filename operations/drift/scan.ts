import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { allEnded } from "../engine/allEnded";
import { changedPaths, type StepMetadata } from "../engine/observe";
import { type Engine, expectPulumi } from "../engine/pulumi";
import { type Account, checkAccount, preloadAccountClient } from "./account";
import type { PolicyFinding } from "../policy/analyze";
import { addBrokenRules } from "./brokenRules";
import { type CodeComparison, compareCode } from "./code";
import { compare } from "./compare";
import { readDelegations } from "./delegations";
import { changed, type FindingContext, missing, undeployed, unreadable, worst } from "./findings";
import { MemberIndex } from "./members";
import { parsePath, valueAt } from "./path";
import { exportPlain, readLive, type Reading } from "./read";
import { Redactor } from "./redact";
import { type DriftReport, exitCodeFor, type Finding, REPORT_VERSION } from "./report";
import { copyBackend, createScratch, removeScratch, type Scratch } from "./scratch";
import { addAuthors } from "./trail";
import { waive } from "./waive";
import type { Waiver } from "../../policy-pack/core/waivers";
import { hashOf, parseState, type StackState, type StateResource } from "./state";

export interface ScanOptions {
    /** Works on the stack itself, whose state is only ever exported. */
    readonly engine: Engine;
    /** The state, if it is not the stack's own: no backend is asked then. @default exported from the stack */
    readonly exported?: string | undefined;
    /** Whether the code is compared with the state as well. */
    readonly code: boolean;
    /** What the configuration says about the stack. @default what the state says */
    readonly expected?: { readonly accountId?: string; readonly region?: string } | undefined;
    /** More missing resources than this make the scan inconclusive. */
    readonly maxMissing: number;
    /** Percent of the resources that may be missing, from three missing ones on. */
    readonly maxMissingPercent: number;
    /** Milliseconds that reading may take. */
    readonly timeout: number;
    /** Exceptions, from waivers.yaml. @default none */
    readonly waivers?: readonly Waiver[];
    /** What the policies say of a state in a file. @default they are not asked */
    readonly analyze?: ((engine: Engine, stateFile: string) => Promise<readonly PolicyFinding[]>) | undefined;
    /** Whether CloudTrail is asked who made the changes. @default true */
    readonly authors?: boolean;
    /** Why nothing can be read, found before the scan. @default nothing */
    readonly reasons?: readonly string[];
    readonly onProgress?: (step: string, fraction?: number) => void;
}

/** A report, and what the steps after a scan need. */
export interface Scan {
    readonly report: DriftReport;
    readonly state: StackState;
    /** As AWS has it; undefined if it could not be read. */
    readonly live: StackState | undefined;
    readonly account: Account | undefined;
    readonly redact: Redactor;
    /** What is worth knowing besides. */
    readonly notes: readonly string[];
}

/** What a scan comes to, before it is a report. */
interface Outcome {
    readonly findings: readonly Finding[];
    readonly reasons: readonly string[];
    readonly scanned: number;
    readonly live?: StackState | undefined;
    readonly codeCompared: boolean;
    readonly account?: Account | undefined;
    readonly redact: Redactor;
}

/**
 * Looks for what differs between AWS, the state and the code of a stack. Everything happens to a copy of the state.
 *
 * @throws Failure if the state can't be had, or if interrupted
 */
export async function scan(options: ScanOptions): Promise<Scan> {
    const started = new Date();
    const { engine } = options;
    options.onProgress?.("reading the state");
    const exported = options.exported ?? (await exportState(engine));
    const state = parseState(exported);
    const outcome = await look(options, exported, state);
    const { findings, problems } = waive(outcome.findings, options.waivers ?? [], {
        stack: state.stack || engine.stack,
        isComplete: outcome.live !== undefined && outcome.reasons.length === 0,
    });
    const authored = await nameAuthors(findings, outcome, options);
    const after = options.exported ?? (await exportState(engine));
    const verdict =
        outcome.reasons.length > 0 ? "inconclusive" : worst(findings.map((finding) => finding.verdict));
    const read = resourcesToRead(state).length;
    const withFinding = new Set(
        outcome.findings.filter(({ change }) => change !== "undeployed").map(({ urn }) => urn),
    );
    const report: DriftReport = {
        version: REPORT_VERSION,
        project: state.project,
        stack: state.stack || engine.stack,
        ...(outcome.account?.account === undefined ? {} : { account: outcome.account.account }),
        ...(outcome.account?.region === undefined ? {} : { region: outcome.account.region }),
        startedAt: started.toISOString(),
        durationMs: Date.now() - started.getTime(),
        verdict,
        exitCode: exitCodeFor(verdict, problems.length === 0),
        reasons: outcome.reasons.map((reason) => outcome.redact.scrub(reason)),
        state: { before: hashOf(exported), after: hashOf(after) },
        resources: {
            scanned: outcome.scanned,
            clean: outcome.scanned === 0 ? 0 : read - withFinding.size,
        },
        codeCompared: outcome.codeCompared,
        findings: authored.findings,
        waivers: problems,
    };
    const notes = authored.problem === undefined ? [] : [authored.problem];
    return { report, state, live: outcome.live, account: outcome.account, redact: outcome.redact, notes };
}

/** Only what nobody may have changed is worth the time: two questions a second. */
async function nameAuthors(
    findings: readonly Finding[],
    { account }: Outcome,
    { authors = true, engine, onProgress }: ScanOptions,
): ReturnType<typeof addAuthors> {
    const drifted = findings.filter(({ verdict }) => verdict === "drifted");
    if (!authors || account === undefined || drifted.length === 0) return { findings: [...findings] };
    const tell = (done: number, all: number): void => {
        onProgress?.("asking CloudTrail who it was", done / all);
    };
    const named = await addAuthors(drifted, account.client, tell, undefined, engine.signal);
    const byUrn = new Map(named.findings.map((finding) => [finding.urn, finding]));
    const all = findings.map((each) => (each.verdict === "drifted" ? (byUrn.get(each.urn) ?? each) : each));
    return { findings: all, ...(named.problem === undefined ? {} : { problem: named.problem }) };
}

/** A stack's state as it is stored: its secrets stay encrypted. */
export async function exportState(engine: Engine): Promise<string> {
    return expectPulumi(engine, "export the state", "stack", "export", "--stack", engine.stack);
}

async function look(options: ScanOptions, exported: string, state: StackState): Promise<Outcome> {
    const nothing = { findings: [], scanned: 0, codeCompared: false, redact: new Redactor() };
    const before = [...(options.reasons ?? []), ...pendingReasons(state)];
    if (before.length > 0) return { ...nothing, reasons: before };
    if (resourcesToRead(state).length === 0) return { ...nothing, reasons: [] };
    options.onProgress?.("copying the state");
    const [scratch, early] = await Promise.all([
        createScratch(options.engine, exported, state),
        plainMeanwhile(options),
        preloadAccountClient(),
    ]);
    try {
        // Of another moment than the copy, it would not be what the copy's resources are compared with.
        const isOfCopy = early?.writtenAt !== undefined && early.writtenAt === state.writtenAt;
        const was = isOfCopy ? early : await exportPlain(scratch.engine);
        options.onProgress?.("asking AWS who asks");
        const account = await checkAccount(was, options.expected, options.engine.signal);
        if (account.reasons.length > 0) return { ...nothing, reasons: account.reasons, account };
        const outcome = await lookWith(scratch, options, was);
        const findings = await judgeLive(outcome, scratch, exported, options);
        return { ...outcome, findings, account };
    } finally {
        await removeScratch(scratch);
    }
}

/** The stack's own state with its secrets in plain, if that can be had while the copy is made. */
async function plainMeanwhile({ engine, exported }: ScanOptions): Promise<StackState | undefined> {
    return exported === undefined ? exportPlain(engine).catch(() => undefined) : undefined;
}

/** What rules the live values break, if there are any that differ. */
async function judgeLive(
    { findings, live }: Outcome,
    { engine, folder }: Scratch,
    exported: string,
    { analyze, onProgress }: ScanOptions,
): Promise<readonly Finding[]> {
    const isWorthIt = live !== undefined && findings.some(({ change }) => change === "changed");
    if (analyze === undefined || !isWorthIt) return findings;
    onProgress?.("asking the policies about the live values");
    const [before, after] = [path.join(folder, "before.json"), path.join(folder, "after.json")];
    await writeFile(before, exported);
    await writeFile(after, await exportState(engine));
    const [old, now] = await allEnded([analyze(engine, before), analyze(engine, after)]);
    return addBrokenRules(findings, old, now);
}

async function lookWith(scratch: Scratch, options: ScanOptions, was: StackState): Promise<Outcome> {
    const { engine, timeout, maxMissing, onProgress } = options;
    const total = was.resources.length;
    const backend = options.code ? await copyBackend(scratch, "before") : "";
    const untouched = await copyBackend(scratch, "untouched");
    const [reading, code] = await allEnded([
        readLive(scratch.engine, {
            timeout,
            maxUnreadable: maxMissing,
            was,
            untouched,
            onProgress: (read) => {
                onProgress?.("reading resources from AWS", Math.min(1, read / total));
            },
        }),
        options.code ? compareCode(codeEngine(engine, scratch.engine), backend, timeout) : undefined,
    ]);
    onProgress?.("comparing");
    return conclude(was, reading, code, options);
}

/** Runs the program, with the copy's way of keeping secrets. */
function codeEngine(engine: Engine, scratch: Engine): Engine {
    const passphrase = scratch.environment["PULUMI_CONFIG_PASSPHRASE"];
    return passphrase === undefined || engine.environment["PULUMI_CONFIG_PASSPHRASE"] !== undefined
        ? engine
        : { ...engine, environment: { ...engine.environment, PULUMI_CONFIG_PASSPHRASE: passphrase } };
}

function conclude(
    was: StackState,
    { live, diffs, problems, unreadable: unread }: Reading,
    code: CodeComparison | undefined,
    limits: Pick<ScanOptions, "maxMissing" | "maxMissingPercent">,
): Outcome {
    const redact = new Redactor(was, live);
    const context: FindingContext = {
        delegations: readDelegations(was.resources),
        redact,
        byUrn: new Map(was.resources.map((resource) => [resource.urn, resource])),
    };
    const codeCompared = code !== undefined && code.problem === undefined;
    const undeployedFindings = [...(code?.steps.values() ?? [])].map((step) => ofStep(step, context));
    const codeReasons = code?.problem === undefined ? [] : [code.problem];
    if (live === undefined) {
        const reasons = [...new Set(problems.map(({ text }) => text))].slice(0, 5);
        return { findings: undeployedFindings, reasons, scanned: 0, codeCompared, redact };
    }
    const isById = new Map(live.resources.map((resource) => [resource.urn, resource]));
    const members = new MemberIndex(was.resources);
    const toRead = resourcesToRead(was);
    const findings = toRead.flatMap((resource): Finding[] => {
        const problem = unread.get(resource.urn);
        if (problem) return [problem.isGone ? missing(resource, context) : unreadable(resource, context)];
        const is = isById.get(resource.urn);
        if (is === undefined) return [missing(resource, context)];
        const changes = compare(resource, is, diffs.get(resource.urn) ?? [], members);
        return changes.length === 0 ? [] : [changed(resource, changes, context)];
    });
    const tooMany = tooManyMissing(findings, toRead.length, limits);
    const notRead = [...unread.values()].filter(({ isGone }) => !isGone);
    const reasons = [...notRead.map(({ text }) => text), ...tooMany, ...codeReasons];
    return {
        findings: [...(tooMany.length > 0 ? findings.map(doubted) : findings), ...undeployedFindings],
        reasons,
        scanned: toRead.length - notRead.length,
        live,
        codeCompared,
        redact,
    };
}

/** Resources that are in AWS, or with another provider: components are nowhere, and left-overs are being deleted. */
export function resourcesToRead({ resources }: StackState): StateResource[] {
    return resources.filter(
        (resource) =>
            resource.custom &&
            !resource.delete &&
            !resource.external &&
            !/^pulumi:(pulumi|providers):/.test(resource.type),
    );
}

function pendingReasons({ pending }: StackState): string[] {
    if (pending.length === 0) return [];
    const some = pending.slice(0, 3).map(({ operation, urn }) => `${operation} ${urn}`);
    return [
        `The state has ${pending.length} pending operation(s): ${some.join(", ")}. Either Pulumi is at work right now, ` +
            "or it was killed; then look in AWS how they ended, and clear them with `pulumi refresh` or `pulumi up`.",
    ];
}

/** From this many on, missing resources are counted in percent as well: one of three is not yet a mass deletion. */
const countedInPercent = 3;

function tooManyMissing(
    findings: readonly Finding[],
    read: number,
    { maxMissing, maxMissingPercent }: Pick<ScanOptions, "maxMissing" | "maxMissingPercent">,
): string[] {
    const count = findings.filter(({ change }) => change === "missing").length;
    const percent = (100 * count) / Math.max(1, read);
    const isTooMany = count > maxMissing || (count >= countedInPercent && percent > maxMissingPercent);
    if (!isTooMany) return [];
    return [
        `${count} of ${read} resources (${Math.round(percent)} %) seem to be missing, more than --max-missing ` +
            `${maxMissing} or --max-missing-percent ${maxMissingPercent} allow. Rather than deleted they may be in another ` +
            "account or region, or unreadable. If they are deleted indeed, run it again with higher limits.",
    ];
}

/** A finding that is not to be believed, because there are too many like it. */
function doubted(finding: Finding): Finding {
    return finding.change === "missing" ? { ...finding, verdict: "inconclusive", pages: false } : finding;
}

/** What the code would change. The values are the state's and the code's. */
function ofStep(step: StepMetadata, context: FindingContext): Finding {
    const resource = context.byUrn.get(step.urn);
    const properties = changedPaths(step).map((text) => {
        const path = parsePath(text);
        const [kept, wanted] = [valueAt(resource?.inputs, path), valueAt(step.new?.inputs, path)];
        return {
            path: text,
            ...context.redact.pair(path, kept, wanted),
            verdict: "codeAhead" as const,
            reason: "the code's value, not deployed yet",
        };
    });
    const whole = {
        path: "",
        was: { kind: "absent" },
        is: { kind: "absent" },
        verdict: "codeAhead",
        reason: `the code would ${step.op} it`,
    } as const;
    const subject = resource ?? { urn: step.urn, type: step.type, id: undefined };
    return undeployed(subject, properties.length > 0 ? properties : [whole], context);
}
