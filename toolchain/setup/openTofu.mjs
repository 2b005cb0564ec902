// OpenTofu, with the AWS provider as its plugin, for the bench, which compares previews. Not part of the toolchain.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rename, rm, utimes } from "node:fs/promises";
import { join, resolve } from "node:path";
import { prepareSources, vendored } from "./build.mjs";
import { isIntact, seal } from "./checksums.mjs";
import { output, ownCache, ToolchainError } from "./common.mjs";
import { buildFlags, findGo, fingerprint } from "./fingerprint.mjs";
import { prepareGo, run } from "./go.mjs";
import { withLock } from "./lock.mjs";
import { compiling } from "./progress.mjs";
import { removeUnused } from "./unused.mjs";

/** The module and its checksum; its own go.sum holds those of the modules that it needs. */
const openTofu = {
    path: "github.com/opentofu/opentofu",
    version: "v1.11.0",
    sum: "h1:ghYnhouGtBIr7KdpMV3THky3vxomDYDevnLAQQcnrlc=",
};

/**
 * The plugin's sources: target path by path in toolchain/. Go's `./...` leaves such a folder out, because it
 * needs the provider's copy.
 */
const plugin = {
    "_peers/main.go": "terraform-provider-aws/main.go",
    "_peers/go.mod": "terraform-provider-aws/go.mod",
    "_peers/go.sum": "terraform-provider-aws/go.sum",
    "_peers/build.work": "build.work",
};

/**
 * @typedef {object} OpenTofu
 * @property {string} version
 * @property {string} tofu path of the program
 * @property {string} plugins folder of the AWS provider
 */

/**
 * Finds a finished build, or builds, or waits for another process that does. Both programs are compiled with the flags
 * of the Pulumi that is built here.
 * @param {string} root the project's directory
 * @param {{ onProgress?: import("./common.mjs").OnProgress }} [options]
 * @returns {Promise<OpenTofu>}
 */
export async function ensureOpenTofu(root, { onProgress = () => undefined } = {}) {
    const folder = join(ownCache(), "opentofu");
    const directory = join(folder, `${await keyOf(root)}-${await findGo(root)}`);
    await withLock(
        `${directory}.lock`,
        async () => {
            if (await isIntact(directory)) return;
            const partial = `${directory}.partial`;
            await build(root, partial, onProgress);
            await seal(partial);
            await rm(directory, { recursive: true, force: true });
            await rename(partial, directory);
            await removeUnused(folder, (name) => !name.endsWith(".lock"));
        },
        { onWait: (owner) => onProgress({ step: `waiting for another build, process ${owner}` }) },
    );
    await utimes(directory, new Date(), new Date()); // used now
    return {
        version: openTofu.version,
        tofu: join(directory, "bin", "tofu"),
        plugins: join(directory, "plugins"),
    };
}

/** @param {string} root the project's directory */
async function keyOf(root) {
    const hash = createHash("sha256");
    hash.update(await fingerprint(root)).update(JSON.stringify(openTofu));
    for (const file of Object.keys(plugin)) hash.update(await readFile(join(root, "toolchain", file)));
    return hash.digest("hex").slice(0, 16);
}

/**
 * @param {string} root the project's directory
 * @param {string} directory for the programs; files of an interrupted build there are used
 * @param {import("./common.mjs").OnProgress} onProgress
 */
async function build(root, directory, onProgress) {
    const work = join(directory, "work");
    const keptIn = process.env["PLUMBLINE_BUILD_CACHE"] || undefined;
    const go = await prepareGo(root, keptIn === undefined ? join(work, "go") : resolve(keptIn));
    const log = join(directory, "build.log");
    const context = { go, log, onProgress };

    const module = await download(go, onProgress);
    const copy = join(work, "opentofu");
    await rm(copy, { recursive: true, force: true });
    await cp(module, copy, { recursive: true });
    const program = { source: `${openTofu.path}/cmd/tofu`, to: join(directory, "bin"), env: {} };
    await compile("building OpenTofu", copy, program, context);
    await rm(copy, { recursive: true, force: true });

    const sources = await prepareSources({ root, go, work, log, more: plugin }, onProgress);
    const provider = {
        source: "plumbline/toolchain/terraform-provider-aws",
        to: join(directory, "plugins"),
        env: vendored(sources),
    };
    await compile("building the AWS provider as OpenTofu's plugin", sources, provider, context);
    await rm(work, { recursive: true, force: true });
    await rm(log, { force: true });
}

/**
 * @param {string} step
 * @param {string} directory of the sources
 * @param {{ source: string, to: string, env: Record<string, string> }} what a program, and the folder that it goes to
 * @param {{ go: import("./go.mjs").Go, log: string, onProgress: import("./common.mjs").OnProgress }} context
 */
async function compile(step, directory, { source, to, env }, { go, log, onProgress }) {
    await mkdir(to, { recursive: true });
    const onLine = await compiling(go, { step, directory, env, packages: [source] }, onProgress);
    const args = ["build", ...buildFlags, "-v", "-ldflags=-s -w", "-o", `${to}/`, source];
    await run(go, { directory, env, args, log }, onLine);
}

/**
 * OpenTofu's sources in Go's module cache, compared with their expected checksum.
 * @param {import("./go.mjs").Go} go
 * @param {import("./common.mjs").OnProgress} onProgress
 * @returns {Promise<string>} the directory
 */
async function download({ program, env }, onProgress) {
    onProgress({ step: "downloading OpenTofu's sources" });
    const { path, version, sum } = openTofu;
    // With `-json` the error is in the output, and the exit code adds nothing.
    const text = await output(program, ["mod", "download", "-json", `${path}@${version}`], {
        cwd: "/", // outside of any module
        env: { ...env, GONOSUMDB: path }, // compared here instead
    }).catch(
        (/** @type {{ stdout?: string }} */ error) =>
            error.stdout || JSON.stringify({ Error: String(error) }),
    );
    const { Dir, Sum, Error } = JSON.parse(text);
    if (Error !== undefined) {
        throw new ToolchainError("DOWNLOAD_FAILED", `${path} ${version} could not be downloaded: ${Error}`);
    }
    if (Sum !== sum) {
        const message = `${path} ${version} has the checksum ${Sum} instead of ${sum}. It is not used.`;
        throw new ToolchainError("CHECKSUM", message);
    }
    return Dir;
}
