// Shared by installed, official and self-built toolchains: versions, folders, errors.
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/**
 * The engine, its plugins and the variables that they need.
 * @typedef {object} Toolchain
 * @property {"installed" | "official" | "built"} kind the source
 * @property {string} version of the engine
 * @property {string} pulumi path of the CLI
 * @property {Record<string, string>} environment variables to set, PATH included
 * @property {Part[]} parts its known parts
 */

/** @typedef {{ name: string, version: string, path: string }} Part */

/** @typedef {{ step: string, detail?: string, fraction?: number }} Progress fraction: 0 to 1 */

/** @typedef {(progress: Progress) => void} OnProgress */

/**
 * @typedef {object} Versions
 * @property {string} node the Node that is installed where the machine's own is too old
 * @property {string} nodeMinimum
 * @property {{ minimum: string, pinned: string }} pulumi
 * @property {string} aws version of the npm package for AWS, and so of the provider
 * @property {string} random the same for random values
 */

/** No toolchain is available; the message names the remedy. */
export class ToolchainError extends Error {
    /**
     * @param {"GO_MISSING" | "GO_TOO_OLD" | "BUILD_FAILED" | "DOWNLOAD_FAILED" | "CHECKSUM" | "NOT_INSTALLED" | "SETTING"} code
     * @param {string} message
     */
    constructor(code, message) {
        super(message);
        this.name = "ToolchainError";
        this.code = code;
    }
}

/**
 * Reads toolchain/versions.json.
 * @param {string} root the project's directory
 * @returns {Promise<Versions>}
 */
export async function readVersions(root) {
    return JSON.parse(await readFile(join(root, "toolchain", "versions.json"), "utf8"));
}

/** The folder of builds and downloads, one for each version. */
export function cacheDirectory() {
    return join(ownCache(), "toolchain");
}

/**
 * The project's folder in the user's cache, from which programs are started: no other user may write to it.
 * @returns {string}
 * @throws {ToolchainError} if the folder belongs to another user, or every user may write to it
 */
export function ownCache() {
    // `||` because an empty variable counts as unset (XDG Base Directory specification).
    const cache = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "plumbline");
    const found = statSync(cache, { throwIfNoEntry: false });
    const own = process.getuid?.();
    if (found === undefined || own === undefined) return cache;
    if (found.uid !== own && found.uid !== 0) {
        throw new ToolchainError(
            "SETTING",
            `${cache} belongs to user ${found.uid}, and you are ${own}: ${plantable}`,
        );
    }
    if ((found.mode & 0o002) !== 0) {
        throw new ToolchainError("SETTING", `Every user of this machine may write to ${cache}: ${plantable}`);
    }
    return cache;
}

const plantable =
    "programs are started from there, and another user could replace them. Remove the folder, " +
    "or name another one in XDG_CACHE_HOME.";

/**
 * Whether a version is at least another one. Pre-release suffixes count as the release.
 * @param {string} version "3.250.0", "v3.250.0" or "3.250.0-alpha.1"
 * @param {string} minimum
 */
export function isAtLeast(version, minimum) {
    const [a, b] = [version, minimum].map((v) => v.replace(/^v/, "").split(/[.+-]/).slice(0, 3).map(Number));
    for (let i = 0; i < 3; i++) {
        const difference = (a?.[i] ?? NaN) - (b?.[i] ?? 0);
        if (difference !== 0) return difference > 0;
    }
    return true;
}

const execute = promisify(execFile);

/**
 * Runs a program and returns its output, without the last line break.
 * @param {string} file
 * @param {string[]} args
 * @param {import("node:child_process").ExecFileOptions} [options]
 * @returns {Promise<string>}
 */
export async function output(file, args, options = {}) {
    const { stdout } = await execute(file, args, { ...options, encoding: "utf8" });
    return stdout.trim();
}

/**
 * PATH with directories in front. The Node this process runs on goes first where it is new enough, so that
 * the engine starts programs on the same one.
 * @param {string} root
 * @param {string[]} directories
 */
export async function searchPath(root, directories) {
    const { nodeMinimum } = await readVersions(root);
    const node = isAtLeast(process.versions.node, nodeMinimum)
        ? dirname(process.execPath)
        : await output(join(root, "toolchain", "node.sh"), []);
    const path = (process.env["PATH"] ?? "").split(delimiter);
    const first = [...directories, node].filter((directory) => directory !== "");
    return [...new Set([...first, ...path])].join(delimiter);
}
