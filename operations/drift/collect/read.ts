import { changedPaths, type EngineEvent } from "../../pulumi/events";
import { observeOperation } from "../../pulumi/runPulumi";
import { type Engine, expectPulumi } from "../../pulumi/engine";
import { exitCodes, Failure } from "../../pulumi/failure";
import { listens } from "../../pulumi/watchdog";
import { explainProblem, type Problem } from "../problems";
import { parseState, type StackState } from "../state";
import { suspects } from "./suspects";
import { PLUMB } from "../../../model/plumb";

/** AWS's answers about the resources of a stack. */
export interface Reading {
    /** The state with all that was read; undefined if reading did not get to its end. */
    readonly live: StackState | undefined;
    /** Properties that differ from the program's inputs by the provider's comparison, by URN. */
    readonly diffs: ReadonlyMap<string, readonly string[]>;
    /** Why resources could not be read. */
    readonly problems: readonly Problem[];
    /** Resources that could not be read, and were left out in a further attempt, by URN. */
    readonly unreadable: ReadonlyMap<string, Problem>;
}

export interface ReadOptions {
    /** Receives the number of resources read so far. */
    readonly onProgress: (read: number) => void;
    /** Milliseconds that reading may take. */
    readonly timeout: number;
    /** Resources that may be left out because they can't be read. */
    readonly maxUnreadable: number;
    /** The state as it was. */
    readonly was: StackState;
    /** URL of a backend with another copy of that state. */
    readonly untouched: string;
}

/** A refresh fails as a whole if one resource can't be read: it is repeated without that resource. */
const attempts = 3;

/**
 * Reads every resource of a scratch stack from AWS into its state. Then the provider compares
 * changed resources with the program's inputs: its comparison takes longer than the reading.
 * @throws Failure if interrupted
 */
export async function readLive(engine: Engine, options: ReadOptions): Promise<Reading> {
    const giveUp = Date.now() + options.timeout;
    const reading = await readAll(engine, options);
    if (reading.live === undefined) return reading;
    const different = suspects(options.was, reading.live);
    if (different.length === 0) return reading;
    const copy = {
        ...engine,
        environment: { ...engine.environment, PULUMI_BACKEND_URL: options.untouched },
    };
    const targets = different.flatMap(({ urn }) => ["--target", urn]);
    const compared = await refresh(copy, targets, {
        timeout: Math.max(1, giveUp - Date.now()),
        onProgress: () => undefined,
    });
    // A resource that was readable a moment ago, and is not now, counts as unreadable: half of the facts decide nothing.
    return compared.isComplete
        ? { ...reading, diffs: compared.diffs }
        : { ...reading, live: undefined, problems: compared.problems };
}

async function readAll(engine: Engine, options: ReadOptions): Promise<Reading> {
    const unreadable = new Map<string, Problem>();
    const giveUp = Date.now() + options.timeout;
    // Other stacks are in another backend than the copy, and nothing in AWS.
    const references = options.was.resources.filter(({ type }) => type === "pulumi:pulumi:StackReference");
    const excluded = references.map(({ urn }) => urn);
    for (let attempt = 1; ; attempt++) {
        const reading = await readOnce(engine, [...excluded, ...unreadable.keys()], {
            ...options,
            timeout: Math.max(1, giveUp - Date.now()),
        });
        if (reading.live !== undefined) return { ...reading, unreadable };
        const before = unreadable.size;
        for (const problem of reading.problems) {
            const { urn } = problem;
            if (urn !== undefined && !unreadable.get(urn)?.isGone) unreadable.set(urn, problem);
        }
        const notGone = [...unreadable.values()].filter(({ isGone }) => !isGone);
        // Throttled, or with wrong credentials, not a few of them fail but all.
        const isHopeless =
            unreadable.size === before || notGone.length > options.maxUnreadable || attempt === attempts;
        if (isHopeless) return { ...reading, unreadable };
    }
}

async function readOnce(
    engine: Engine,
    excluded: readonly string[],
    options: Pick<ReadOptions, "onProgress" | "timeout">,
): Promise<Omit<Reading, "unreadable">> {
    const exclusions = excluded.flatMap((urn) => ["--exclude", urn]);
    const { isComplete, problems } = await refresh(engine, exclusions, options, withoutComparison);
    const live = isComplete ? await exportPlain(engine) : undefined;
    return { live, diffs: new Map(), problems };
}

/** Makes the engine ask providers for what there is, and not for what differs. */
const withoutComparison = { PULUMI_ENABLE_LEGACY_REFRESH_DIFF: "true" };

interface Refreshed extends Pick<Reading, "diffs" | "problems"> {
    readonly isComplete: boolean;
}

async function refresh(
    engine: Engine,
    options: readonly string[],
    { onProgress, timeout }: Pick<ReadOptions, "onProgress" | "timeout">,
    environment: Readonly<Record<string, string>> = {},
): Promise<Refreshed> {
    const diffs = new Map<string, readonly string[]>();
    const problems: Problem[] = [];
    const onEvent = ({ resOutputsEvent, diagnosticEvent }: EngineEvent): void => {
        if (resOutputsEvent) {
            const { metadata } = resOutputsEvent;
            diffs.set(metadata.urn, changedPaths(metadata));
            onProgress(diffs.size);
        }
        if (diagnosticEvent?.severity === "error") problems.push(explainProblem(diagnosticEvent));
    };
    const observed = await observeOperation(engine, ["refresh", "--yes", "--skip-preview", ...options], {
        onEvent,
        timeout,
        environment,
    });
    if (observed.interrupted) throw new Failure("Interrupted.", exitCodes.interrupted);
    if (observed.timedOut) {
        problems.unshift({
            isGone: false,
            text:
                "Reading took too long and was ended. Give it longer with --timeout, or look whether AWS throttles " +
                "requests.",
        });
    }
    if (observed.exitCode !== 0) {
        if (engine.emulator !== undefined && !(await listens(engine.emulator))) {
            problems.unshift({
                isGone: false,
                text: `The emulator ended during the operation. \`${PLUMB} up\` starts it again.`,
            });
        }
        const message = observed.stderr.trim() || `Pulumi ended with exit code ${observed.exitCode}`;
        if (problems.length === 0) problems.push(explainProblem({ message }));
    }
    return { isComplete: observed.exitCode === 0, diffs, problems };
}

/** A state with its secrets in plain, in memory only. */
export async function exportPlain(engine: Engine): Promise<StackState> {
    const args = ["stack", "export", "--stack", engine.stack, "--show-secrets"];
    return parseState(await expectPulumi(engine, "read the state", ...args));
}
