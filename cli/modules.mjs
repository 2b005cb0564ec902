// Installs the npm modules that package-lock.json names, unless they are there already: node modules.mjs ROOT
//
// Plain JavaScript without imports from node_modules, because this is what fills that folder. The stamp it
// leaves there is what `plumb` looks at; an interrupted installation leaves none.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheDirectory } from "../toolchain/setup/common.mjs";
import { removeUnused } from "../toolchain/setup/unused.mjs";

const root = process.argv[2] ?? ".";
const stamp = join(root, "node_modules", ".plumbline");
const busy = join(root, ".plumb", "npm.lock");

/** A process that installs touches its lock every second: one this old (milliseconds) was left by a killed one. */
const abandonedAfter = 10_000;

/** The same that the launcher computes, in POSIX shell. */
function checksum() {
    const lock = readFileSync(join(root, "package-lock.json"));
    return spawnSync("cksum", { input: lock, encoding: "utf8" }).stdout.trim();
}

/**
 * The packages of a lock file with their versions.
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean, peer?: boolean }>}
 */
function packages(file) {
    try {
        const { packages } = JSON.parse(readFileSync(join(root, file), "utf8"));
        delete packages[""]; // the project itself
        return packages;
    } catch {
        return {};
    }
}

/** Whether npm, called by somebody else, has already installed exactly this. */
function installed() {
    const wanted = packages("package-lock.json");
    const found = packages("node_modules/.package-lock.json");
    return Object.entries(wanted).every(
        ([name, { version, optional }]) => found[name]?.version === version || (optional && !found[name]),
    );
}

/** Waits until no other process is installing, then makes this the one that may. */
async function acquire() {
    mkdirSync(join(root, ".plumb"), { recursive: true, mode: 0o700 });
    for (;;) {
        try {
            mkdirSync(busy);
            return;
        } catch {
            const age = Date.now() - (statSync(busy, { throwIfNoEntry: false })?.mtimeMs ?? 0);
            if (age > abandonedAfter) {
                release();
            } else {
                await sleep(200);
            }
        }
    }
}

function release() {
    try {
        rmdirSync(busy);
    } catch {
        // Somebody else has removed it.
    }
}

/**
 * Where npm keeps what it downloads, for other clones: one folder per content of the lock file. A place that the
 * person has chosen (npm_config_cache) is left alone.
 * @returns {Promise<Record<string, string>>}
 */
async function cacheSetting() {
    if (process.env["npm_config_cache"]) return {};
    const folder = join(dirname(cacheDirectory()), "npm");
    const own = checksum().replace(" ", "-");
    mkdirSync(join(folder, own), { recursive: true });
    utimesSync(join(folder, own), new Date(), new Date()); // used now
    await removeUnused(folder, () => true);
    return { npm_config_cache: join(folder, own) };
}

/**
 * The machine's own settings for npm: certificates and registry may be in a file next to its Node, where npm does not
 * look when the Node of this project runs it.
 * @param {NodeJS.ProcessEnv} cache
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment(cache) {
    const own = dirname(process.execPath);
    const PATH = (process.env["PATH"] ?? "")
        .split(delimiter)
        .filter((folder) => folder !== own)
        .join(delimiter);
    const asked = spawnSync("npm", ["config", "get", "globalconfig"], {
        cwd: root,
        encoding: "utf8",
        // Nothing of npm's own is written into the home for a question.
        env: {
            ...process.env,
            ...cache,
            PATH,
            npm_config_logs_max: "0",
            npm_config_update_notifier: "false",
        },
    });
    return asked.status === 0
        ? { npm_config_globalconfig: asked.stdout.trim(), ...process.env, ...cache }
        : { ...process.env, ...cache };
}

/** Runs npm and returns its exit code. Its output goes to standard error: standard output is the command's. */
async function install() {
    console.error("Installing npm modules (once per version of package-lock.json)");
    const touch = setInterval(() => {
        utimesSync(busy, new Date(), new Date());
    }, 1000);
    const npm = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: root,
        env: npmEnvironment(await cacheSetting()),
        stdio: ["ignore", 2, 2],
    });
    const exitCode = await new Promise((resolve) => {
        npm.on("close", resolve);
        npm.on("error", () => {
            resolve(undefined);
        });
    });
    clearInterval(touch);
    return exitCode;
}

async function main() {
    await acquire();
    try {
        if (!installed()) {
            const exitCode = await install();
            if (exitCode !== 0) {
                const why =
                    exitCode === undefined ? "npm could not be started" : `npm ci ended with ${exitCode}`;
                console.error(`error: the npm modules could not be installed: ${why}`);
                return 1;
            }
        }
        writeFileSync(stamp, `${checksum()}\n`);
        return 0;
    } finally {
        release();
    }
}

process.exitCode = await main();
