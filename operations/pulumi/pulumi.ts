import { mkdtemp, readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import { environment, type Variables } from "./environment";
import { hasBegun, type Summary, summarize } from "./events";
import { exitCodes, Failure } from "./failure";
import { type Paths, stackFile } from "./paths";
import { temporaryFolder } from "./place";
import { relaySignals, throwIfInterrupted } from "./signals";
import type { Toolchain } from "./toolchain";
import { markOperation, withoutCheckpoints } from "../state/unwritten";
import { listens, watchEmulator } from "./watchdog";

/** Everything needed to run Pulumi for one stack of this project. */
export interface Engine {
    readonly paths: Paths;
    readonly stack: string;
    /** The emulator's URL; undefined for a stack in real AWS. */
    readonly emulator: string | undefined;
    /** The account of an emulated stack; credentials for real AWS are the person's. @default the emulator's own */
    readonly account?: string | undefined;
    readonly toolchain: Toolchain;
    /** Variables to set, on top of the person's own; without a value, to take away. */
    readonly environment: Variables;
    /** A configuration file other than `Pulumi.<stack>.yaml`. */
    readonly configFile?: string;
    /** Aborted when somebody interrupts: short commands end then, and no other one begins. @default never */
    readonly signal?: AbortSignal;
}

/** Puts an engine together; touches nothing. */
export function createEngine(options: Omit<Engine, "environment">): Engine {
    const { toolchain, emulator, account, paths } = options;
    const place = { emulator, account, state: paths.state, directory: paths.emulator };
    return {
        ...options,
        /** Read anew each time: a restarted emulator has another secret. */
        get environment(): Variables {
            // Where the program is, whatever folder the shell is in: a policy pack looks for waivers.yaml from there.
            return { ...environment({ ...place, toolchain }), PWD: paths.root };
        },
    };
}

/**
 * The variables with which a program of an engine is started. The folder for temporary files is made for it; it is no
 * export of `plumb env`, because a person's shell starts other programs as well.
 */
export function startedWith({ environment, paths }: Engine): Variables {
    return { ...environment, TMPDIR: temporaryFolder(paths.temporary) };
}

export interface Captured {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/**
 * Runs a short Pulumi command to its end and returns what it printed; never asks anything.
 * @throws Failure if interrupted by the engine's signal
 */
export async function capturePulumi(engine: Engine, ...args: string[]): Promise<Captured> {
    const { signal } = engine;
    throwIfInterrupted(signal);
    const result = await execa(engine.toolchain.pulumi, [...args, "--non-interactive"], {
        cwd: engine.paths.root,
        env: startedWith(engine),
        stdin: "ignore",
        reject: false,
        ...(signal === undefined ? {} : { cancelSignal: signal }),
    });
    throwIfInterrupted(signal);
    return { exitCode: result.exitCode ?? 1, stdout: result.stdout, stderr: result.stderr };
}

/**
 * Like capturePulumi, but anything other than success is a Failure.
 * @param what what was attempted, for the message: "list the outputs"
 */
export async function expectPulumi(engine: Engine, what: string, ...args: string[]): Promise<string> {
    const result = await capturePulumi(engine, ...args);
    if (result.exitCode !== 0) {
        const reason = (result.stderr || result.stdout).trim();
        throw new Failure(`Pulumi could not ${what} of stack "${engine.stack}": ${reason}`);
    }
    return result.stdout;
}

export interface OperationOptions {
    /** Where Pulumi's own output goes when it can't have the terminal; default: standard output. */
    readonly output?: NodeJS.WriteStream;
    /** Give Pulumi the terminal, so that it can draw and ask. Only possible when there is one. */
    readonly interactive?: boolean;
}

export interface OperationResult {
    readonly exitCode: number;
    readonly interrupted: boolean;
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
    const scratch = await mkdtemp(path.join(temporaryFolder(engine.paths.temporary), "plumb-"));
    const eventLog = path.join(scratch, "events.json");
    const own = args.indexOf("--") === -1 ? args.length : args.indexOf("--");
    const operation = [
        ...args.slice(0, own),
        ...["--stack", engine.stack, "--event-log", eventLog],
        ...(engine.configFile === undefined ? [] : ["--config-file", engine.configFile]),
        ...args.slice(own),
    ];
    const readEvents = async (): Promise<string> => readFile(eventLog, "utf8").catch(() => "");
    try {
        const ended = await (isThrowaway(engine, args)
            ? streamUnwritten(engine, operation, options, readEvents)
            : stream(engine, operation, options));
        if (ended.exitCode !== 0 && engine.emulator !== undefined && !(await listens(engine.emulator))) {
            throw new Failure("The emulator has ended in the middle of it. `./plumb up` starts it again.");
        }
        return { ...ended, summary: summarize(await readEvents()) };
    } finally {
        await rm(scratch, { recursive: true, force: true });
    }
}

/** Whether an operation changes an account that can be emptied when nobody knows what it holds any more. */
function isThrowaway({ emulator }: Engine, [operation = ""]: readonly string[]): boolean {
    return emulator !== undefined && ["up", "destroy", "refresh", "import"].includes(operation);
}

/** Runs an operation whose state is written at its end, and leaves a mark if it does not get there. */
async function streamUnwritten(
    engine: Engine,
    args: readonly string[],
    options: OperationOptions,
    readEvents: () => Promise<string>,
): ReturnType<typeof stream> {
    const note = await markOperation(engine);
    const environment = { ...engine.environment, ...withoutCheckpoints() };
    let killed = false;
    try {
        const ended = await stream({ ...engine, environment }, args, options);
        ({ killed } = ended);
        return ended;
    } finally {
        // Without a step nothing has changed; but a Pulumi that was killed may not have told of its first one.
        await note({ begun: killed || hasBegun(await readEvents()) });
    }
}

async function stream(
    engine: Engine,
    args: readonly string[],
    options: OperationOptions,
): Promise<Omit<OperationResult, "summary"> & { readonly killed: boolean }> {
    const interactive = options.interactive === true && hasTerminal();
    const output = options.output ?? process.stdout;
    const quiet = interactive ? [] : ["--non-interactive", "--suppress-progress"];
    const child = execa(engine.toolchain.pulumi, [...args, ...quiet], {
        cwd: engine.paths.root,
        // --event-log is one of the options that the Automation API uses; the variable makes it available.
        env: { ...startedWith(engine), PULUMI_DEBUG_COMMANDS: "true" },
        reject: false,
        stdin: interactive ? "inherit" : "ignore",
        stdout: interactive ? "inherit" : [compact, output],
        stderr: interactive ? "inherit" : process.stderr,
        // Out of reach of the terminal's own Ctrl-C, which would count as a second one.
        detached: !interactive,
        buffer: false,
    });
    const signals = relaySignals((signal) => child.kill(signal), { terminal: interactive });
    const { emulator } = engine;
    const stopWatching =
        emulator === undefined ? undefined : watchEmulator(emulator, () => child.kill("SIGINT"));
    try {
        const result = await child;
        if (result.exitCode === undefined && !result.signal) {
            throw new Failure(`${engine.toolchain.pulumi} could not be started.`, exitCodes.missing);
        }
        const { exitCode } = result;
        return {
            exitCode: exitCode ?? 1,
            interrupted: signals.received(),
            killed: exitCode === undefined,
        };
    } finally {
        stopWatching?.();
        signals.stop();
    }
}

/** Whether a person sits in front of it: what Pulumi, too, takes as permission to draw and ask. */
export function hasTerminal(): boolean {
    return Boolean(process.stdin.isTTY && process.stdout.isTTY) && !process.env["CI"];
}

/** What Pulumi prints when it begins with a resource: " +  aws:ec2:Vpc network creating (0s) ". */
const inProgress =
    /^ *(\+\+|\+-|--|[+~<>-])? *\S+ \S+ (creating|updating|deleting|replacing|reading|refreshing)( replacement)?( \(\d+s\))? *(\[.*\])? *$/;

/** Keeps one line per resource: what has begun is left out, what has ended stays. */
function* compact(line: unknown): Generator<string> {
    const text = String(line);
    if (!inProgress.test(text)) {
        yield text;
    }
}

/** The options that tell Pulumi which configuration file to use, where a command takes them. */
export function configFileOf(engine: Engine): string {
    return engine.configFile ?? stackFile(engine.paths.root, engine.stack);
}

/**
 * What a preview (`pulumi preview --json`) shows, with what stays as it is. A preview that has failed says why in
 * its JSON, if it came as far as that.
 * @throws Failure if it did not
 */
export async function previewJson(engine: Engine): Promise<string> {
    const where = ["--stack", engine.stack, "--config-file", configFileOf(engine)];
    const { stdout, stderr } = await capturePulumi(engine, "preview", "--json", "--show-sames", ...where);
    if (!stdout.trim().startsWith("{")) {
        throw new Failure(`Pulumi could not preview stack "${engine.stack}": ${(stderr || stdout).trim()}`);
    }
    return stdout;
}
