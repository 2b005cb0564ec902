import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdir, open, readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../pulumi/failure";
import { isProof, secretFile } from "./credentials";
import { pythonEnvironment, pythonWithPackages, root } from "./packages";
import {
    announcementFile,
    type Emulator,
    healthOf,
    isEmulator,
    logFile,
    readAnnouncement,
    urlOf,
} from "./process";
import { PLUMB } from "../../model/plumb";

export interface StartOptions {
    /** Holds process id, port, log and secret, for its owner alone; made if it is missing. One emulator per directory. */
    readonly directory: string;
    /**
     * On 127.0.0.1.
     * @default a free one
     */
    readonly port?: number;
    /**
     * Services whose corrections are left out, or "all": how tests prove that a correction is needed.
     * @default none
     */
    readonly without?: readonly string[];
    /**
     * Process with which the emulator ends, however that ends.
     * @default the one that PLUMBLINE_EMULATOR_OWNER names, which tests set; without it the emulator runs until it is stopped
     */
    readonly owner?: number;
}

/** Of a process and all that it starts. */
const OWNER = "PLUMBLINE_EMULATOR_OWNER";

/** Milliseconds that a start may take: it takes one to two seconds, unless the machine is busy. */
const startTimeout = 60_000;

/** Exit code of an emulator whose port is taken. */
const portTaken = 98;

/**
 * The emulator of this directory, if it runs and answers. It has to prove that it is: another user's program may have
 * taken the port of one that has ended, and would receive its requests.
 */
export async function findEmulator(directory: string): Promise<Emulator | undefined> {
    const resolved = path.resolve(directory);
    const announced = await readAnnouncement(resolved);
    if (announced === undefined) return undefined;
    const { pid, port, instance } = announced;
    const challenge = randomUUID();
    const health = await healthOf(urlOf(port), challenge);
    return health?.instance === instance && isProof(resolved, challenge, health.proof)
        ? { url: urlOf(port), pid, instance, directory: resolved, log: logFile(resolved) }
        : undefined;
}

/**
 * Starts the emulator of this directory, and waits until it answers; it outlives this process, unless it has an
 * owner. One that runs already is left as it is.
 * @throws Failure if the port is taken, one runs on another port, or it doesn't start
 */
export async function startEmulator(options: StartOptions): Promise<Emulator> {
    const directory = path.resolve(options.directory);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await chmod(directory, 0o700); // it may be there already, made when it held nothing secret
    const { withLock } = await import("../../toolchain/setup/lock.mjs");
    return withLock(path.join(directory, "start.lock"), async () => {
        const running = await findEmulator(directory);
        if (running === undefined) return launch({ ...options, directory });
        if (options.port !== undefined && running.url !== urlOf(options.port)) {
            throw new Failure(
                `The emulator already runs at ${running.url}, port ${options.port} was asked for. ` +
                    `\`${PLUMB} down\` stops it.`,
            );
        }
        return running;
    });
}

async function launch(options: StartOptions): Promise<Emulator> {
    const { directory, port = 0, without = [], owner = process.env[OWNER] } = options;
    const hung = await readAnnouncement(directory);
    if (hung !== undefined && (await isEmulator(hung.pid, directory))) {
        throw new Failure(
            `The emulator (process ${hung.pid}) runs, but doesn't answer. End it with: kill -9 ${hung.pid}`,
        );
    }
    const python = await pythonWithPackages(() => undefined);
    await rm(announcementFile(directory), { force: true });
    // The unpacked files of a killed emulator are removed.
    const scratch = path.join(directory, "tmp");
    await rm(scratch, { recursive: true, force: true });
    await mkdir(scratch);
    const log = await open(logFile(directory), "w");
    let child: ChildProcess;
    try {
        const files = ["--ready", announcementFile(directory), "--secret", secretFile(directory)];
        const args = [
            ...files,
            ...["--port", String(port)],
            ...(owner === undefined ? [] : ["--owner", String(owner)]),
            ...without.flatMap((name) => ["--without", name]),
        ];
        child = spawn(python, ["-m", "emulator", ...args], {
            cwd: root,
            detached: true,
            env: { ...inherited(), ...pythonEnvironment, PLUMBLINE_NODE: process.execPath, TMPDIR: scratch },
            stdio: ["ignore", log.fd, log.fd],
        });
    } finally {
        await log.close();
    }
    const ended = new Promise<number>((resolve) => {
        child.once("exit", (code) => {
            resolve(code ?? -1);
        });
        child.once("error", () => {
            resolve(-1);
        });
    });
    const code = await Promise.race([ended, answers(directory)]);
    if (code === undefined) {
        child.unref();
        const emulator = await findEmulator(directory);
        if (emulator !== undefined) return emulator;
    }
    child.kill("SIGKILL"); // by the handle of our own child: no other process can be hit
    if (code === portTaken) throw await portTakenFailure(port);
    const why =
        code === undefined ? `did not answer within ${startTimeout / 1000} s` : `ended with code ${code}`;
    throw new Failure(
        `The emulator ${why}. The end of its log (${logFile(directory)}):\n${await tail(directory)}`,
    );
}

/**
 * The developer's variables that the emulator gets. Credentials and tokens are not among them: without a sandbox, a
 * function can read the emulator's environment.
 */
function inherited(): NodeJS.ProcessEnv {
    const known = /^(PATH|HOME|LANG|LC_\w+|TZ|XDG_CACHE_HOME|LD_LIBRARY_PATH|MOTO_\w+)$/;
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => known.test(name)));
}

/** Waits until the emulator of the directory answers, or for the start's timeout. */
async function answers(directory: string): Promise<undefined> {
    const giveUp = Date.now() + startTimeout;
    while (Date.now() < giveUp && (await findEmulator(directory)) === undefined) {
        await sleep(50);
    }
}

async function portTakenFailure(port: number): Promise<Failure> {
    const other = await healthOf(urlOf(port));
    const who = other === undefined ? "another program" : "another clone's emulator";
    return new Failure(
        `Port ${port} on 127.0.0.1 is taken by ${who}. End that, or set plumbline:emulator in the stack's file ` +
            `(Pulumi.<stack>.yaml) to another port, such as http://127.0.0.1:${port < 65_535 ? port + 1 : port - 1}.`,
    );
}

async function tail(directory: string): Promise<string> {
    const lines = (await readFile(logFile(directory), "utf8")).trimEnd().split("\n");
    return lines.slice(-15).join("\n");
}
