import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { emulatorCredentials } from "../emulator/credentials";
import { allEnded } from "../pulumi/allEnded";
import { backendUrl } from "../pulumi/environment";
import { projectName } from "../pulumi/project";
import { type Engine, expectPulumi } from "../pulumi/engine";
import { exportFile } from "../state/stateFile";
import { whoIsAtWork } from "../state/unwritten";
import { type Account, checkAccount, type Expected, preloadAccountClient } from "./collect/account";
import type { PolicyFinding } from "../policy/analyze";
import { addBrokenRules } from "./judge/brokenRules";
import { compareCode } from "./collect/code";
import { conclude, type MissingLimits, type Outcome, outdated } from "./judge/conclude";
import { worst } from "./judge/findings";
import { forPolicies } from "./judge/forPolicies";
import { MemberIndex } from "./compare/members";
import { exportPlain, readLive } from "./collect/read";
import { Redactor } from "./redact/redact";
import { type DriftReport, exitCodeFor, type Finding, REPORT_VERSION } from "./report/report";
import { copyUsed, hasForeignRules, rulesOfUsers } from "./collect/others";
import { codeEngine, copyBackend, createScratch, removeScratch, type Scratch } from "./collect/scratch";
import { addAuthors } from "./attribution/trail";
import { waive } from "./judge/waive";
import type { Waiver } from "../../policy-pack/core/waivers";
import { hashOf, parseState, resourcesToRead, type StackState } from "./state";

export interface ScanOptions extends MissingLimits {
    /** Works on the stack itself, whose state is only ever exported. */
    readonly engine: Engine;
    /** The state, if it is not the stack's own: no backend is asked then. @default exported from the stack */
    readonly exported?: string | undefined;
    /** Whether the code is compared with the state as well. */
    readonly code: boolean;
    /** Account and region from the configuration. @default from the state and the engine */
    readonly expected?: Expected | undefined;
    /** Milliseconds that reading may take. */
    readonly timeout: number;
    /** Exceptions, from waivers.yaml. @default none */
    readonly waivers?: readonly Waiver[];
    /** Runs the policies on a state in a file. @default they don't run */
    readonly analyze?: ((engine: Engine, stateFile: string) => Promise<readonly PolicyFinding[]>) | undefined;
    /** Whether CloudTrail is asked for the authors of changes. @default true */
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
    /** Further notices. */
    readonly notes: readonly string[];
}

/**
 * Finds the differences between AWS, the state and the code of a stack. All operations use a copy of the state.
 *
 * @throws Failure if the state can't be had, or if interrupted
 */
export async function scan(options: ScanOptions): Promise<Scan> {
    const started = new Date();
    const { engine } = options;
    options.onProgress?.("reading the state");
    const exported = options.exported ?? (await exportState(engine));
    const state = parseState(exported);
    const looked = await collect(options, exported, state);
    const after = options.exported ?? (await exportState(engine));
    const isStillSo = hashOf(after) === hashOf(exported) && (await whoIsAtWork(engine)) === undefined;
    const outcome = isStillSo ? looked : outdated(looked);
    const { findings, problems } = waive(outcome.findings, options.waivers ?? [], {
        stack: state.stack || engine.stack,
        urns: state.resources.map(({ urn }) => urn),
        isComplete: outcome.live !== undefined && outcome.reasons.length === 0,
    });
    const authored = await nameAuthors(findings, outcome, options);
    const verdict =
        outcome.reasons.length > 0 ? "inconclusive" : worst(findings.map((finding) => finding.verdict));
    const read = resourcesToRead(state).length;
    const withFinding = new Set(
        outcome.findings.filter(({ change }) => change !== "undeployed").map(({ urn }) => urn),
    );
    const report: DriftReport = {
        version: REPORT_VERSION,
        project: state.project || (options.exported === undefined ? projectName(engine.paths.root) : ""),
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

/** Only drifted findings are worth the time: two requests a second. */
async function nameAuthors(
    findings: readonly Finding[],
    { account }: Outcome,
    { authors = true, engine, onProgress }: ScanOptions,
): ReturnType<typeof addAuthors> {
    const drifted = findings.filter(({ verdict }) => verdict === "drifted");
    if (!authors || account === undefined || drifted.length === 0) return { findings: [...findings] };
    const tell = (done: number, all: number): void => {
        onProgress?.("reading the authors from CloudTrail", done / all);
    };
    const named = await addAuthors(drifted, account.client, tell, undefined, engine.signal);
    const byUrn = new Map(named.findings.map((finding) => [finding.urn, finding]));
    const all = findings.map((each) => (each.verdict === "drifted" ? (byUrn.get(each.urn) ?? each) : each));
    return { findings: all, ...(named.problem === undefined ? {} : { problem: named.problem }) };
}

/** A stack's state as it is stored: its secrets stay encrypted. */
export async function exportState(engine: Engine): Promise<string> {
    const written = await exportFile(engine);
    return written ?? expectPulumi(engine, "export the state", "stack", "export", "--stack", engine.stack);
}

async function collect(options: ScanOptions, exported: string, state: StackState): Promise<Outcome> {
    const nothing = { findings: [], scanned: 0, codeCompared: false, redact: new Redactor() };
    const before = [...(options.reasons ?? []), ...pendingReasons(state)];
    if (before.length > 0) return { ...nothing, reasons: before };
    if (resourcesToRead(state).length === 0) return collectEmpty(options, exported, state);
    options.onProgress?.("copying the state");
    const [scratch, early] = await Promise.all([
        createScratch(options.engine, exported, state, options.exported === undefined),
        plainMeanwhile(options),
        preloadAccountClient(),
    ]);
    try {
        // Of another moment than the copy, it would not be what the copy's resources are compared with.
        const isOfCopy = early?.writtenAt !== undefined && early.writtenAt === state.writtenAt;
        const was = isOfCopy ? early : await exportPlain(scratch.engine);
        options.onProgress?.("reading the account of the credentials");
        const account = await checkAccount(was, expectedOf(options), options.engine.signal);
        if (account.reasons.length > 0) return { ...nothing, reasons: account.reasons, account };
        const outcome = await collectAndCompare(scratch, options, was);
        const findings = await judge(outcome, scratch, { exported, was }, options);
        return { ...outcome, findings, account };
    } finally {
        await removeScratch(scratch);
    }
}

/** Account and credentials of the engine's emulator, if nothing else is given: a state holds no credentials. */
function expectedOf({ engine, expected }: ScanOptions): Expected | undefined {
    const { account, emulator, paths } = engine;
    if (expected !== undefined || account === undefined || emulator === undefined) return expected;
    return { accountId: account, credentials: emulatorCredentials(paths.emulator, account) };
}

/** A stack without resources was destroyed, or has never been deployed: only its code declares resources. */
async function collectEmpty(options: ScanOptions, exported: string, state: StackState): Promise<Outcome> {
    const { engine, code, timeout } = options;
    const nothing = { live: undefined, diffs: new Map(), unreadable: new Map() };
    if (!code) {
        const text =
            "The state holds no resources: the stack was destroyed, or has never been deployed. Without its code " +
            "there is nothing to compare AWS with.";
        return conclude(state, { ...nothing, problems: [{ isGone: false, text }] }, undefined, options);
    }
    options.onProgress?.("comparing the code with an empty state");
    const project = state.project || projectName(engine.paths.root);
    const named = { ...state, project, stack: state.stack || engine.stack };
    const scratch = await createScratch(engine, exported, named);
    try {
        await copyUsed(engine, scratch, named);
        const backend = backendUrl(scratch.engine.paths.state);
        const compared = await compareCode(await codeEngine(engine, scratch), backend, timeout);
        return conclude(state, { ...nothing, problems: [] }, compared, options);
    } finally {
        await removeScratch(scratch);
    }
}

/** The stack's own state with its secrets in plain, if that can be had while the copy is made. */
async function plainMeanwhile({ engine, exported }: ScanOptions): Promise<StackState | undefined> {
    return exported === undefined ? exportPlain(engine).catch(() => undefined) : undefined;
}

/**
 * The rules that the live values break, if any of them has drifted. Delegated changes are in most scans of a stack
 * that scales, and the pack would take as long as the rest of the scan: `plumb policy` judges such values.
 */
async function judge(
    { findings, live, others = [] }: Outcome,
    { engine, folder }: Scratch,
    { exported, was }: { readonly exported: string; readonly was: StackState },
    { analyze, onProgress }: ScanOptions,
): Promise<readonly Finding[]> {
    const isWorthIt =
        live !== undefined &&
        findings.some(
            ({ change, verdict }) => verdict === "drifted" && (change === "changed" || change === "missing"),
        );
    if (analyze === undefined || !isWorthIt) return findings;
    onProgress?.("running the policies on the live values");
    const [before, after] = [path.join(folder, "before.json"), path.join(folder, "after.json")];
    const members = new MemberIndex([...was.resources, ...others]);
    const states = forPolicies(exported, await exportState(engine), findings, members);
    await writeFile(before, states.before, { mode: 0o600 });
    await writeFile(after, states.after, { mode: 0o600 });
    const [old, now] = await allEnded([analyze(engine, before), analyze(engine, after)]);
    return addBrokenRules(findings, old, now, new Map(was.resources.map((each) => [each.urn, each])));
}

async function collectAndCompare(scratch: Scratch, options: ScanOptions, was: StackState): Promise<Outcome> {
    const { engine, timeout, maxMissing, onProgress } = options;
    const total = was.resources.length;
    if (options.code) await copyUsed(engine, scratch, was);
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
        options.code ? compareCode(await codeEngine(engine, scratch), backend, timeout) : undefined,
    ]);
    onProgress?.("comparing");
    const outcome = conclude(was, reading, code, options);
    // Nobody else is asked where nothing has to be explained, nor for a state of another moment.
    if (options.exported !== undefined || !hasForeignRules(outcome.findings)) return outcome;
    return conclude(was, reading, code, options, await rulesOfUsers(engine));
}

function pendingReasons({ pending }: StackState): string[] {
    if (pending.length === 0) return [];
    const some = pending.slice(0, 3).map(({ operation, urn }) => `${operation} ${urn}`);
    return [
        `The state has ${pending.length} pending operation(s): ${some.join(", ")}. Either Pulumi is running, ` +
            "or it was killed; then check their results in AWS, and clear them with `pulumi refresh` or `pulumi up`.",
    ];
}
