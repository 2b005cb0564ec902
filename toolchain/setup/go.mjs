// Runs Go so that everything it writes is below a folder that is given.
import { spawn } from "node:child_process";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { output, ToolchainError } from "./common.mjs";
import { buildEnvironment, goProgram } from "./fingerprint.mjs";

/**
 * The environment in which Go keeps modules, compiled packages and temporary files below a folder, which is made.
 * @param {string} folder
 * @returns {Promise<{ GOPATH: string, GOMODCACHE: string, GOCACHE: string, GOTMPDIR: string }>}
 */
export async function goFolders(folder) {
    const folders = {
        GOPATH: join(folder, "path"),
        GOMODCACHE: join(folder, "modules"),
        GOCACHE: join(folder, "compiled"),
        GOTMPDIR: join(folder, "temporary"),
    };
    for (const path of Object.values(folders)) await mkdir(path, { recursive: true });
    return folders;
}

/**
 * The sources of modules: the cache of the person's own Go, then the configured proxies. In both cases go.sum holds the
 * expected checksums.
 * @param {string} go
 * @returns {Promise<Record<string, string>>}
 */
export async function moduleSources(go) {
    const [cache = "", proxy = ""] = (await output(go, ["env", "GOMODCACHE", "GOPROXY"], { cwd: "/" })).split(
        "\n",
    );
    const downloads = join(cache, "cache", "download");
    const has = await stat(downloads).then(
        () => true,
        () => false,
    );
    return has && proxy !== "" ? { GOPROXY: `file://${downloads},${proxy}` } : {};
}

/**
 * How the compiler may use memory. It spends a sixth of its time on collecting its own garbage, unless it may let it
 * grow; as many compilers as there are processors share two thirds of the machine.
 */
function memory() {
    const each = Math.floor((totalmem() * 2) / 3 / availableParallelism() / 2 ** 20);
    return { GOGC: totalmem() > 7e9 ? "400" : "100", GOMEMLIMIT: `${Math.max(each, 256)}MiB` };
}

/**
 * Go, ready to be run on the sources in a project.
 * @param {string} root the project's directory
 * @param {string} folder for downloads and compiled packages
 * @returns {Promise<Go>}
 */
export async function prepareGo(root, folder) {
    const program = await goProgram(root);
    const env = {
        ...process.env,
        ...(await moduleSources(program)),
        ...buildEnvironment,
        ...(await goFolders(folder)),
        ...memory(),
        GOTOOLCHAIN: "local", // `program` is the one that has been chosen
    };
    return { program, env };
}

/** @typedef {{ program: string, env: NodeJS.ProcessEnv }} Go */

/**
 * Runs `go`, or a program that runs it, and passes on every line of its standard error.
 * @param {Go} go
 * @param {{ directory: string, args: string[], env?: Record<string, string>, program?: string, log: string }} what
 *     log: file for its output, if it fails
 * @param {(line: string) => void} [onLine]
 * @returns {Promise<void>}
 */
export async function run(
    go,
    { directory, args, env = {}, program = go.program, log },
    onLine = () => undefined,
) {
    const child = spawn(program, args, {
        cwd: directory,
        env: { ...go.env, ...env },
        stdio: ["ignore", "ignore", "pipe"],
    });
    /** @type {string[]} */
    const lines = [];
    const reading = (async () => {
        for await (const line of createInterface({ input: child.stderr })) {
            lines.push(line);
            onLine(line);
        }
    })();
    const code = await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (status, signal) => resolve(status ?? signal));
    });
    await reading;
    if (code === 0) return;
    await writeFile(log, lines.join("\n"));
    const name = program === go.program ? `go ${args[0]}` : program;
    throw new ToolchainError(
        "BUILD_FAILED",
        `\`${name}\` failed (${code}):\n${lines.slice(-15).join("\n")}\n(all of it: ${log}). ` +
            "If the network or the disk is the cause, just try again: finished steps are kept.",
    );
}
