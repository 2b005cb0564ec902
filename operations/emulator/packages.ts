import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import { exitCodes, Failure } from "../pulumi/failure";
import { modulesOf } from "../pulumi/modules";
import { findPython, type Python } from "./python";

/** Progress of a setup; `fraction` from 0 to 1. */
export interface Progress {
    readonly step: string;
    readonly detail?: string;
    readonly fraction?: number;
}

/** Of this project. */
export const root = path.resolve(__dirname, "../..");

/** Python packages that are installed together, in an environment of their own. */
export interface PackageSet {
    /** Name of its folder in the cache. */
    readonly name: string;
    /** The file that lists them, with hashes; relative to the project. */
    readonly requirements: string;
    /** Arguments of a run in the new environment, which speeds up the first start. @default no run */
    readonly warm?: readonly string[];
}

/** The emulator's packages. Compiling all of them would take four times as long as the loaded modules. */
const emulator: PackageSet = {
    name: "emulator",
    requirements: "emulator/requirements.txt",
    warm: ["-m", "emulator.warm"],
};

/**
 * Python with a set of packages, installed once per version of both into the user's cache. Safe to
 * repeat, to interrupt and to run twice at once: a folder with its final name is complete.
 * @param set by default the emulator's
 * @returns the path of its interpreter
 * @throws Failure if Python is missing or the packages can't be installed
 */
export async function pythonWithPackages(
    onProgress: (progress: Progress) => void,
    set = emulator,
): Promise<string> {
    const python = await findPython();
    const listed = await readFile(path.join(root, set.requirements), "utf8");
    const cache = await cacheDirectory(set);
    const directory = path.join(cache, keyOf(python, listed));
    const interpreter = path.join(directory, "bin", "python");
    if (await exists(interpreter)) {
        await utimes(directory, new Date(), new Date()).catch(() => undefined); // used now
        return interpreter;
    }

    const { withLock } = await import("../../toolchain/setup/lock.mjs");
    const waiting = { onWait: () => onProgress({ step: "waiting for another process that installs it" }) };
    await withLock(`${directory}.lock`, async () => (await exists(interpreter)) || build(), waiting);
    return interpreter;

    async function build(): Promise<void> {
        await removeAbandoned(cache);
        const draft = await mkdtemp(path.join(cache, draftPrefix));
        try {
            await install(python, draft, { set, listed, onProgress });
            await rename(draft, directory);
            const { removeUnused } = await import("../../toolchain/setup/unused.mjs");
            await removeUnused(cache, (name) => !name.startsWith(draftPrefix) && !name.endsWith(".lock"));
        } finally {
            await rm(draft, { recursive: true, force: true });
        }
    }
}

const draftPrefix = "draft-";

/** @throws Failure if other users can write there */
async function cacheDirectory({ name }: PackageSet): Promise<string> {
    const { ownCache, ToolchainError } = await import("../../toolchain/setup/common.mjs");
    try {
        return path.join(ownCache(), name);
    } catch (error) {
        throw error instanceof ToolchainError ? new Failure(error.message, exitCodes.usage) : error;
    }
}

function keyOf(python: Python, listed: string): string {
    const hash = createHash("sha256")
        .update(`${listed}\n${python.version}\n${python.platform}`)
        .digest("hex");
    return `${python.platform}-${hash.slice(0, 12)}`;
}

async function exists(file: string): Promise<boolean> {
    return stat(file).then(
        () => true,
        () => false,
    );
}

/** Removes the remains of killed installations. The caller holds the lock: no other one is running. */
async function removeAbandoned(cache: string): Promise<void> {
    const anHourAgo = Date.now() - 3_600_000;
    for (const name of await readdir(cache)) {
        const draft = path.join(cache, name);
        if (name.startsWith(draftPrefix) && (await stat(draft)).mtimeMs < anHourAgo) {
            await rm(draft, { recursive: true, force: true });
        }
    }
}

interface Installation {
    readonly set: PackageSet;
    readonly listed: string;
    readonly onProgress: (progress: Progress) => void;
}

async function install(
    python: Python,
    directory: string,
    { set, listed, onProgress }: Installation,
): Promise<void> {
    onProgress({ step: "setting up Python", fraction: 0 });
    const own = path.join(directory, "bin", "python");
    // Python's own pip is quicker, and Debian's Python has no other way without the package python3-venv.
    await run(
        python.command,
        ["-m", "venv", ...(python.pip ? ["--without-pip"] : []), directory],
        () => undefined,
    );
    const pip = python.pip ? [python.command, "-m", "pip", "--python", own] : [own, "-m", "pip"];
    const [command = own, ...rest] = pip;
    const total = listed.split("\n").filter((line) => line.includes("==")).length;
    let collected = 0;
    const args = [
        "install",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-compile",
        "--progress-bar",
        "off",
    ];
    await run(command, [...rest, ...args, "--requirement", path.join(root, set.requirements)], (line) => {
        const name = /^Collecting ([\w.-]+?)==/.exec(line)?.[1];
        if (name !== undefined) {
            collected += 1;
            onProgress({ step: "downloading", detail: name, fraction: (0.7 * collected) / total });
        } else if (line.startsWith("Installing")) {
            onProgress({ step: "installing", fraction: 0.7 });
        }
    });
    if (set.warm !== undefined) {
        onProgress({ step: "compiling", fraction: 0.9 });
        await run(own, set.warm, () => undefined);
    }
}

async function run(command: string, args: readonly string[], onLine: (line: string) => void): Promise<void> {
    const process = execa(command, args, { cwd: root, all: true, env: pythonEnvironment, reject: false });
    const tail: string[] = [];
    for await (const line of process.iterable({ from: "all" })) {
        onLine(line);
        tail.push(line);
        if (tail.length > 12) tail.shift();
    }
    const { failed, shortMessage } = await process;
    if (failed) {
        throw new Failure(
            `Python packages could not be installed. ${shortMessage ?? ""}\n${tail.join("\n")}`,
            exitCodes.missing,
        );
    }
}

/** Keeps a user's own Python settings from reaching into the environment. */
export const pythonEnvironment = {
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    // Each set is installed once, so there is nothing to take from a cache outside of our own.
    PIP_NO_CACHE_DIR: "1",
    PIP_REQUIRE_VIRTUALENV: "false",
    PIP_USER: "false",
    PYTHONHOME: undefined,
    PYTHONNOUSERSITE: "1",
    PYTHONPATH: undefined,
    // Beside the sources, but for those of an installed package, into which nothing is written.
    PYTHONPYCACHEPREFIX:
        modulesOf(root) === path.dirname(root)
            ? path.join(modulesOf(root), ".cache", "plumbline", "python")
            : undefined,
    PYTHONUNBUFFERED: "1",
};
