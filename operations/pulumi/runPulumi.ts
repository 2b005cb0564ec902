import { mkdtemp, readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import { markOperation, withoutCheckpoints } from "../state/unwritten";
import { type EngineEvent, follow, hasBegun, hasRefused, type Summary, summarize } from "./events";
import type { Variables } from "./environment";
import { exitCodes, Failure } from "./failure";
import { temporaryFolder } from "./place";
import { requireDecryptable } from "./decryption";
import { configFileOf, type Engine, startedWith } from "./engine";
import { relaySignals, throwIfInterrupted } from "./signals";
import { watchSpace } from "./space";
import { listens, watchEmulator } from "./watchdog";
import { PLUMB } from "../../model/plumb";

export interface OperationOptions {
    /** Target of Pulumi's output when it can't have the terminal; default: standard output. */
    readonly output?: NodeJS.WriteStream;
    /** Give Pulumi the terminal, so that it can draw and ask. Only possible when there is one. */
    readonly interactive?: boolean;
    /** Variables for Pulumi and the program. @default none */
    readonly environment?: Readonly<Record<string, string>>;
}

export interface OperationResult {
    readonly exitCode: number;
    readonly interrupted: boolean;
    /** Whether the program has refused its configuration. */
    readonly refused?: boolean;
    readonly summary: Summary;
}

/**
 * Runs an operation (`up`, `preview`, `refresh`, `destroy`) with its progress shown as it happens.
 * An interrupt is passed on to Pulumi, which ends what it has begun and saves its state.
 */
export async function runOperation(
    engine: Engine,
    args: readonly string[],
    options: OperationOptions = {},
): Promise<OperationResult> {
    return withEventLog(engine, async (eventLog) => {
        const { exitCode, interrupted } = await (isThrowaway(engine, args)
            ? showUnwritten(engine, args, eventLog, options)
            : show(engine, args, eventLog, options));
        if (exitCode !== 0 && engine.emulator !== undefined && !(await listens(engine.emulator))) {
            throw new Failure(`The emulator ended during the operation. \`${PLUMB} up\` starts it again.`);
        }
        const events = await readEvents(eventLog);
        if (exitCode !== 0 && !interrupted && engine.emulator !== undefined && !hasBegun(events)) {
            // Deriving the key takes half a second, so it is looked for only once something is wrong.
            await requireDecryptable(configFileOf(engine), engine.stack);
        }
        const refused = exitCode !== 0 && hasRefused(events);
        return { exitCode, interrupted, refused, summary: summarize(events) };
    });
}

/** Whether an operation changes an emulated account, which can be emptied when its content is unknown. */
function isThrowaway({ emulator }: Engine, [operation = ""]: readonly string[]): boolean {
    return emulator !== undefined && ["up", "destroy", "refresh", "import"].includes(operation);
}

/** Runs an operation whose state is written at its end, and leaves a mark if it does not get there. */
async function showUnwritten(
    engine: Engine,
    args: readonly string[],
    eventLog: string,
    options: OperationOptions,
): Promise<Ended> {
    const note = await markOperation(engine);
    let killed = false;
    try {
        const ended = await show(engine, args, eventLog, options, withoutCheckpoints());
        ({ killed } = ended);
        return ended;
    } finally {
        // Without a step nothing has changed; but a killed Pulumi may not have written its first step.
        await note({ begun: killed || hasBegun(await readEvents(eventLog)) });
    }
}

async function show(
    engine: Engine,
    args: readonly string[],
    eventLog: string,
    options: OperationOptions,
    more: Variables = {},
): Promise<Ended> {
    const environment = { ...options.environment, ...more };
    const terminal = options.interactive === true && hasTerminal();
    return run(engine, args, {
        ...{ eventLog, environment, terminal },
        streams: {
            stdin: terminal ? "inherit" : "ignore",
            stdout: terminal ? "inherit" : [compact, options.output ?? process.stdout],
            stderr: terminal ? "inherit" : process.stderr,
        },
    });
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
    /** Whether a user or another program has interrupted it. */
    readonly interrupted: boolean;
    readonly timedOut: boolean;
    /** The text on standard error. */
    readonly stderr: string;
}

/**
 * Runs an operation without showing it: its events hold the result. An interrupt is passed on to Pulumi, and so
 * is the end of the emulator.
 */
export async function observeOperation(
    engine: Engine,
    args: readonly string[],
    { onEvent, timeout, environment = {} }: ObserveOptions,
): Promise<Observed> {
    throwIfInterrupted(engine.signal);
    return withEventLog(engine, async (eventLog) => {
        const ended = { yet: false };
        const reading = follow(eventLog, ended, onEvent);
        try {
            const result = await run(engine, args, {
                ...{ eventLog, environment, timeout, terminal: false },
                streams: { stdin: "ignore", stdout: "ignore", stderr: "pipe" },
            });
            return { ...result, interrupted: result.interrupted || engine.signal?.aborted === true };
        } finally {
            ended.yet = true;
            await reading;
        }
    });
}

/** Streams of a child. Piped output is kept. */
interface Streams {
    readonly stdin: "ignore" | "inherit";
    readonly stdout: "ignore" | "inherit" | [typeof compact, NodeJS.WriteStream];
    readonly stderr: "pipe" | "inherit" | NodeJS.WriteStream;
}

/** How an operation is run. */
interface RunOptions {
    readonly eventLog: string;
    /** Variables on top of the engine's. */
    readonly environment: Variables;
    /** Whether Pulumi has the terminal, which then delivers Ctrl-C to it, too. */
    readonly terminal: boolean;
    readonly streams: Streams;
    /** Milliseconds after which the operation is interrupted. @default never */
    readonly timeout?: number | undefined;
}

interface Ended extends Observed {
    /** Whether a signal ended Pulumi itself. */
    readonly killed: boolean;
}

/** The one place where an operation is started. Signals, a time limit and the end of the emulator interrupt it. */
async function run(
    engine: Engine,
    args: readonly string[],
    { eventLog, environment, terminal, streams, timeout }: RunOptions,
): Promise<Ended> {
    const child = execa(engine.toolchain.pulumi, withOptions(engine, args, eventLog, terminal), {
        cwd: engine.paths.root,
        // --event-log is one of the options that the Automation API uses; the variable makes it available.
        env: { ...startedWith(engine), PULUMI_DEBUG_COMMANDS: "true", ...environment },
        reject: false,
        ...streams,
        buffer: { stdout: false, stderr: streams.stderr === "pipe" },
        // Out of reach of the terminal's own Ctrl-C, which would count as a second one.
        detached: !terminal,
    });
    const interrupt = () => child.kill("SIGINT");
    const time = limitTime(timeout, interrupt);
    const signals = relaySignals((signal) => child.kill(signal), { terminal });
    const stopWatching =
        engine.emulator === undefined ? undefined : watchEmulator(engine.emulator, interrupt);
    const space = watchSpace(engine.paths.temporary, interrupt);
    try {
        const { exitCode, signal, stderr } = await child;
        if (space.isFull()) throw fullDisk(engine);
        if (exitCode === undefined && !signal) {
            throw new Failure(`${engine.toolchain.pulumi} could not be started.`, exitCodes.missing);
        }
        return {
            exitCode: exitCode ?? 1,
            interrupted: signals.received(),
            killed: exitCode === undefined,
            timedOut: time.isOver(),
            stderr: typeof stderr === "string" ? stderr : "",
        };
    } finally {
        time.stop();
        space.stop();
        stopWatching?.();
        signals.stop();
    }
}

function fullDisk({ paths, emulator }: Engine): Failure {
    const after =
        emulator === undefined
            ? "`pulumi stack` shows what has been done."
            : `\`${PLUMB} up\` builds an emulated stack again if its state could not be written.`;
    return new Failure(
        `The disk of ${paths.temporary} is almost full, so that Pulumi was interrupted. Make room; ${after}`,
        exitCodes.missing,
    );
}

/** Milliseconds that an operation gets to end by itself once its time is over. */
const graceAfterTimeout = 5000;

function limitTime(
    timeout: number | undefined,
    interrupt: () => void,
): { isOver: () => boolean; stop: () => void } {
    let isOver = false;
    const timer = setTimeout(
        () => {
            isOver = true;
            interrupt();
            // The second interrupt ends what still waits for an answer.
            setTimeout(interrupt, graceAfterTimeout).unref();
        },
        timeout ?? 2 ** 31 - 1,
    );
    return {
        isOver: () => isOver,
        stop: () => {
            clearTimeout(timer);
        },
    };
}

/** Adds the options of every operation to its arguments, in front of a `--`. */
function withOptions(engine: Engine, args: readonly string[], eventLog: string, terminal: boolean): string[] {
    const end = args.includes("--") ? args.indexOf("--") : args.length;
    return [
        ...args.slice(0, end),
        ...["--stack", engine.stack, "--event-log", eventLog],
        ...(engine.configFile === undefined ? [] : ["--config-file", engine.configFile]),
        ...(terminal ? [] : ["--non-interactive", "--suppress-progress"]),
        ...args.slice(end),
    ];
}

/** Calls a function with the name of a file for events, which is removed afterwards. */
async function withEventLog<Result>(
    engine: Engine,
    use: (eventLog: string) => Promise<Result>,
): Promise<Result> {
    const scratch = await mkdtemp(path.join(temporaryFolder(engine.paths.temporary), "plumb-"));
    try {
        return await use(path.join(scratch, "events.json"));
    } finally {
        await rm(scratch, { recursive: true, force: true });
    }
}

async function readEvents(eventLog: string): Promise<string> {
    return readFile(eventLog, "utf8").catch(() => "");
}

/** Whether there is a terminal: Pulumi, too, draws and asks only there. */
export function hasTerminal(): boolean {
    return Boolean(process.stdin.isTTY && process.stdout.isTTY) && !process.env["CI"];
}

/** A line that Pulumi prints when it begins with a resource: " +  aws:ec2:Vpc network creating (0s) ". */
const inProgress =
    /^ *(\+\+|\+-|--|[+~<>-])? *\S+ \S+ (creating|updating|deleting|replacing|reading|refreshing)( replacement)?( \(\d+s\))? *(\[.*\])? *$/;

/** Keeps one line per resource: the line of its end. */
function* compact(line: unknown): Generator<string> {
    const text = String(line);
    if (!inProgress.test(text)) {
        yield text;
    }
}
