// Installs the npm modules that package-lock.json names, unless they are there already: node modules.mjs ROOT
//
// Plain JavaScript without imports from node_modules, because this is what fills that folder. The stamp it
// leaves there is what `plumb` looks at; an interrupted installation leaves none.
import { spawn, spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, readFileSync, readlinkSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { cacheDirectory } from "../toolchain/setup/common.mjs";
import { withLock } from "../toolchain/setup/lock.mjs";
import { removeUnused } from "../toolchain/setup/unused.mjs";

const root = process.argv[2] ?? ".";
const stamp = join(root, "node_modules", ".plumbline");
const lock = join(root, ".plumb", "npm.lock");

/** The same that the launcher computes, in POSIX shell. */
function checksum() {
    const input = readFileSync(join(root, "package-lock.json"));
    return spawnSync("cksum", { input, encoding: "utf8" }).stdout.trim();
}

/** @typedef {{ version: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package */

/**
 * The packages of a lock file with their versions.
 * @param {string} file
 * @returns {Record<string, Package>}
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

/** Whether npm has already installed exactly this, for another caller. */
function installed() {
    const wanted = packages("package-lock.json");
    const found = packages("node_modules/.package-lock.json");
    return Object.entries(wanted).every(([name, wants]) =>
        found[name] ? found[name].version === wants.version : wants.optional && !isForHere(wants),
    );
}

/**
 * Whether an optional package is for this machine. One that is for others is not installed, and no sign of anything.
 * @param {Package} package_
 */
function isForHere({ os = [process.platform], cpu = [process.arch], libc }) {
    return os.includes(process.platform) && cpu.includes(process.arch) && libc === undefined;
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

/**
 * Runs npm. Its output goes to standard error: standard output is the command's.
 * @returns {Promise<number | undefined>} its exit code
 */
async function install() {
    console.error("Installing npm modules (once per version of package-lock.json)");
    const npm = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: root,
        env: npmEnvironment(await cacheSetting()),
        stdio: ["ignore", 2, 2],
    });
    return new Promise((resolve) => {
        npm.on("close", resolve);
        npm.on("error", () => {
            resolve(undefined);
        });
    });
}

/**
 * Where node_modules leads, if it is a symbolic link: `npm ci` empties the folder behind it, which is another clone's.
 * @returns {string | undefined}
 */
function linkedTo() {
    const folder = join(root, "node_modules");
    return lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()
        ? resolve(root, readlinkSync(folder))
        : undefined;
}

/** Installs missing modules, and returns the exit code of this process. */
async function main() {
    if (!installed()) {
        const elsewhere = linkedTo();
        if (elsewhere !== undefined) {
            console.error(
                `error: ${join(root, "node_modules")} is a symbolic link to ${elsewhere}, which has other versions than ` +
                    "package-lock.json names. npm would empty that folder; nothing was installed. Bring the package-lock.json of " +
                    "both in line, or remove the link.",
            );
            return 1;
        }
        const exitCode = await install();
        if (exitCode !== 0) {
            const why = exitCode === undefined ? "npm could not be started" : `npm ci ended with ${exitCode}`;
            console.error(`error: the npm modules could not be installed: ${why}`);
            return 1;
        }
    }
    writeFileSync(stamp, `${checksum()}\n`);
    return 0;
}

mkdirSync(dirname(lock), { recursive: true, mode: 0o700 });
process.exitCode = await withLock(lock, main, { interval: 200 });
