import { open, mkdtemp, rm } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { exitCodes, Failure } from "./failure";
import { temporaryFolder } from "./place";
import { type Engine, startedWith } from "./pulumi";
import { relaySignals, throwIfInterrupted } from "./signals";
import { watchEmulator } from "./watchdog";

/** One event of an operation of Pulumi's, as far as it is looked at here. */
export interface EngineEvent {
    readonly resourcePreEvent?: { readonly metadata: StepMetadata };
    readonly resOutputsEvent?: { readonly metadata: StepMetadata };
    readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
    readonly diagnosticEvent?: {
        readonly urn?: string;
        readonly message: string;
        readonly severity: string;
        readonly ephemeral?: boolean;
    };
}

/** What an event says of one resource. Secrets in it read "[secret]". */
export interface StepMetadata {
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** Properties that differ, where the provider says no more. */
    readonly diffs?: readonly string[] | null;
    readonly detailedDiff?: Readonly<Record<string, { readonly diffKind: string }>> | null;
    readonly old?: StepState | null;
    readonly new?: StepState | null;
}

/** Paths of the properties that a step changes. */
export function changedPaths({ op, diffs, detailedDiff }: StepMetadata): string[] {
    const detailed = Object.keys(detailedDiff ?? {});
    return detailed.length > 0 || op === "same" ? detailed : [...(diffs ?? [])];
}

interface StepState {
    readonly inputs?: Readonly<Record<string, unknown>>;
}

export interface ObserveOptions {
    /** Called with each event as it comes. */
    readonly onEvent: (event: EngineEvent) => void;
    /** Variables on top of the engine's. @default none */
    readonly environment?: Readonly<Record<string, string>>;
    /** Milliseconds after which the operation is interrupted. @default never */
    readonly timeout?: number;
}

export interface Observed {
    readonly exitCode: number;
    /** Whether a person or another program has interrupted it. */
    readonly interrupted: boolean;
    readonly timedOut: boolean;
    /** What it printed on standard error. */
    readonly stderr: string;
}

/** Milliseconds between two looks at the events. */
const interval = 200;

/**
 * Runs an operation without showing it: its events say what it does. An interrupt is passed on to Pulumi, and so
 * is the end of the emulator.
 */
export async function observeOperation(
    engine: Engine,
    args: readonly string[],
    options: ObserveOptions,
): Promise<Observed> {
    throwIfInterrupted(engine.signal);
    const scratch = await mkdtemp(path.join(temporaryFolder(engine.paths.temporary), "plumb-"));
    const eventLog = path.join(scratch, "events.json");
    try {
        return await run(engine, [...args, "--event-log", eventLog], eventLog, options);
    } finally {
        await rm(scratch, { recursive: true, force: true });
    }
}

async function run(
    engine: Engine,
    args: readonly string[],
    eventLog: string,
    { onEvent, timeout, environment = {} }: ObserveOptions,
): Promise<Observed> {
    const config = engine.configFile === undefined ? [] : ["--config-file", engine.configFile];
    const child = execa(
        engine.toolchain.pulumi,
        [...args, "--stack", engine.stack, ...config, "--non-interactive", "--suppress-progress"],
        {
            cwd: engine.paths.root,
            env: { ...startedWith(engine), PULUMI_DEBUG_COMMANDS: "true", ...environment },
            reject: false,
            stdin: "ignore",
            stdout: "ignore",
            // Out of reach of the terminal's own Ctrl-C, which would count as a second one.
            detached: true,
        },
    );
    let timedOut = false;
    const interrupt = () => child.kill("SIGINT");
    const timer = setTimeout(
        () => {
            timedOut = true;
            interrupt();
            // The second interrupt ends what still waits for an answer.
            setTimeout(interrupt, graceAfterTimeout).unref();
        },
        timeout ?? 2 ** 31 - 1,
    );
    const signals = relaySignals((signal) => child.kill(signal), { terminal: false });
    const stopWatching =
        engine.emulator === undefined ? undefined : watchEmulator(engine.emulator, interrupt);
    const ended = { yet: false };
    try {
        const reading = follow(eventLog, ended, onEvent);
        const result = await child.finally(() => {
            ended.yet = true;
        });
        await reading;
        if (result.exitCode === undefined && !result.signal) {
            throw new Failure(`${engine.toolchain.pulumi} could not be started.`, exitCodes.missing);
        }
        return {
            exitCode: result.exitCode ?? 1,
            interrupted: signals.received() || engine.signal?.aborted === true,
            timedOut,
            stderr: result.stderr,
        };
    } finally {
        clearTimeout(timer);
        stopWatching?.();
        signals.stop();
    }
}

/** Milliseconds that an operation gets to end by itself once its time is over. */
const graceAfterTimeout = 5000;

/** Reads a log of one JSON object per line while it is being written. */
async function follow(
    file: string,
    ended: { readonly yet: boolean },
    onEvent: (event: EngineEvent) => void,
): Promise<void> {
    let rest = "";
    let position = 0;
    for (let last = false; !last;) {
        last = ended.yet;
        if (!last) await sleep(interval);
        const handle = await open(file, "r").catch(() => undefined);
        if (handle === undefined) continue;
        try {
            const { buffer, bytesRead } = await handle.read({
                position,
                buffer: Buffer.alloc((await handle.stat()).size - position),
            });
            position += bytesRead;
            // A character may be cut in two, and so may a line: both are whole in front of a line's end.
            const lines = (rest + buffer.toString("latin1", 0, bytesRead)).split("\n");
            rest = lines.pop() ?? "";
            for (const line of lines)
                onEvent(JSON.parse(Buffer.from(line, "latin1").toString()) as EngineEvent);
        } finally {
            await handle.close();
        }
    }
}
