// The toolchain that is built here from Go modules: once per content of the sources, kept in the user's cache.
import { readdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "./build.mjs";
import { isIntact, seal } from "./checksums.mjs";
import { cacheDirectory, readVersions, searchPath } from "./common.mjs";
import { fingerprint, findGo } from "./fingerprint.mjs";
import { isLocked, withLock } from "./lock.mjs";
import { layOut } from "./pulumiHome.mjs";
import { removeUnused } from "./unused.mjs";

/**
 * The finished build of these sources, if there is one. Without Go on the machine, one by any version of Go.
 * @param {string} root the project's directory
 * @returns {Promise<import("./common.mjs").Toolchain | undefined>}
 */
export async function findBuilt(root) {
    const sources = await fingerprint(root);
    const go = await findGo(root).catch(() => undefined);
    const entries = await readdir(cacheDirectory()).catch(() => /** @type {string[]} */ ([]));
    const name = entries.find((entry) =>
        go === undefined ? entry.startsWith(`${sources}-`) && isBuild(entry) : entry === `${sources}-${go}`,
    );
    if (name === undefined) return undefined;
    const directory = join(cacheDirectory(), name);
    return (await isIntact(directory)) ? describe(root, directory) : undefined;
}

/**
 * Builds, or waits for another process that does.
 * @param {string} root the project's directory
 * @param {{ onProgress?: import("./common.mjs").OnProgress }} [options]
 * @returns {Promise<import("./common.mjs").Toolchain>}
 */
export async function ensureBuilt(root, { onProgress = () => undefined } = {}) {
    const name = `${await fingerprint(root)}-${await findGo(root)}`;
    const directory = join(cacheDirectory(), name);
    const progressFile = `${directory}.progress.json`;
    /** @param {number} owner */
    const onWait = async (owner) => {
        const progress = await readFile(progressFile, "utf8")
            .then(JSON.parse)
            .catch(() => undefined);
        onProgress(progress ?? { step: "waiting for another build", detail: `process ${owner}` });
    };
    await withLock(
        `${directory}.lock`,
        async () => {
            if (await isIntact(directory)) return;
            const partial = `${directory}.partial`;
            const share = sharing(progressFile, onProgress);
            await build(root, partial, share.report);
            share.report({ step: "checking" });
            await seal(partial);
            await rm(directory, { recursive: true, force: true });
            await rename(partial, directory);
            await share.end();
            await removeOthers(name);
        },
        { onWait },
    );
    return describe(root, directory);
}

/** @param {string} name of something in the cache */
function isBuild(name) {
    return /^[0-9a-f]{16}-go/.test(name) && !/\.(lock|partial|progress\.json.*)$/.test(name);
}

/**
 * Removes builds of other sources: finished ones that are not used any more, each a fifth of a gigabyte, and files of
 * interrupted ones, which are larger. Other versions of Node as well.
 * @param {string} own name of the build that is there now
 */
async function removeOthers(own) {
    const folder = cacheDirectory();
    await removeUnused(folder, isBuild);
    await removeUnused(join(dirname(folder), "node"), (name) => /^\d+\.\d+\.\d+$/.test(name));
    for (const name of await readdir(folder)) {
        const build = /^([0-9a-f]{16}-go.+)\.partial$/.exec(name)?.[1];
        if (build === undefined || build === own || (await isLocked(join(folder, `${build}.lock`)))) continue;
        await rm(join(folder, name), { recursive: true, force: true });
        await rm(join(folder, `${build}.progress.json`), { force: true });
    }
}

/**
 * Reports progress here and, at most twice a second within a step, to processes that wait for this one.
 * @param {string} file
 * @param {import("./common.mjs").OnProgress} onProgress
 */
function sharing(file, onProgress) {
    let last = 0;
    let step = "";
    let writing = Promise.resolve();
    return {
        /** @param {import("./common.mjs").Progress} progress */
        report(progress) {
            onProgress(progress);
            if (Date.now() - last < 500 && progress.step === step) return;
            last = Date.now();
            step = progress.step;
            const temporary = `${file}.${process.pid}`;
            writing = writing
                .then(() => writeFile(temporary, JSON.stringify(progress)))
                .then(() => rename(temporary, file))
                .catch(() => undefined); // only for show
        },
        async end() {
            await writing;
            await rm(file, { force: true });
        },
    };
}

/**
 * @param {string} root
 * @param {string} directory of a finished build
 * @returns {Promise<import("./common.mjs").Toolchain>}
 */
async function describe(root, directory) {
    await utimes(directory, new Date(), new Date()).catch(() => undefined); // used now
    const versions = await readVersions(root);
    const bin = join(directory, "bin");
    const pulumi = join(bin, "pulumi");
    const version = versions.pulumi.pinned;
    /** @param {string} name */
    const provider = (name) => join(directory, "providers", `pulumi-resource-${name}`);
    const providers = [
        { name: "aws", version: versions.aws, path: provider("aws") },
        { name: "random", version: versions.random, path: provider("random") },
    ];
    return {
        kind: "built",
        version,
        pulumi,
        environment: {
            PATH: await searchPath(root, [bin]),
            PULUMI_HOME: await layOut(root, providers),
            // The plugins are those in PULUMI_HOME: others on PATH are not taken, and none is downloaded.
            PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            // Every call of Pulumi's writes a log into PULUMI_HOME, encrypted as the stack's secrets are. Those of a day
            // are enough to look into a failure; Pulumi itself would keep 500 MB.
            PULUMI_LOG_ROTATION_MAX_AGE_DAYS: "1",
            PULUMI_LOG_ROTATION_MAX_TOTAL_MB: "50",
        },
        parts: [
            { name: "pulumi", version, path: pulumi },
            { name: "language-nodejs", version, path: join(bin, "pulumi-language-nodejs") },
            ...providers,
        ],
    };
}
