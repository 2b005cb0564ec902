import { execa } from "execa";
import { environment, type Variables } from "./environment";
import { Failure } from "./failure";
import { type Paths, stackFile } from "./paths";
import { temporaryFolder } from "./place";
import { throwIfInterrupted } from "./signals";
import type { Toolchain } from "./toolchain";

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
    /** Aborted by an interrupt: short commands end then, and no other one begins. @default never */
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

/** The same engine, whose Pulumi and program get further variables. */
export function withVariables(engine: Engine, variables: Readonly<Record<string, string>>): Engine {
    return {
        ...engine,
        get environment(): Variables {
            return { ...engine.environment, ...variables };
        },
    };
}

/**
 * The variables with which a program of an engine is started. The folder for temporary files is made for it; it is no
 * export of `plumb env`, because the user's shell starts other programs as well.
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
 * @param what the attempt, for the message: "list the outputs"
 */
export async function expectPulumi(engine: Engine, what: string, ...args: string[]): Promise<string> {
    const result = await capturePulumi(engine, ...args);
    if (result.exitCode !== 0) {
        const reason = (result.stderr || result.stdout).trim();
        throw new Failure(`Pulumi could not ${what} of stack "${engine.stack}": ${reason}`);
    }
    return result.stdout;
}

/** The configuration file of an engine's stack. */
export function configFileOf(engine: Engine): string {
    return engine.configFile ?? stackFile(engine.paths.root, engine.stack);
}

/**
 * The JSON of a preview (`pulumi preview --json`), unchanged resources included. The JSON of a failed preview has the
 * reason, if there is any JSON.
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
