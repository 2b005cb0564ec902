// The official release of Pulumi, from its publisher's host.
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, utimes } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isIntact, seal, sha256 } from "./checksums.mjs";
import { cacheDirectory, output, readVersions, searchPath, ToolchainError } from "./common.mjs";
import { withLock } from "./lock.mjs";
import { removeUnused } from "./unused.mjs";

const releases = "https://get.pulumi.com/releases/sdk";
const downloadTimeout = 15 * 60_000;

/**
 * The release that was downloaded earlier.
 * @param {string} root the project's directory
 * @returns {Promise<import("./common.mjs").Toolchain | undefined>}
 */
export async function findOfficial(root) {
    const version = await pinned(root);
    const directory = placeOf(version);
    if (!(await isIntact(directory))) return undefined;
    await utimes(directory, new Date(), new Date()).catch(() => undefined); // used now
    const pulumi = join(directory, "bin", "pulumi");
    return {
        kind: "official",
        version,
        pulumi,
        environment: { PATH: await searchPath(root, [dirname(pulumi)]), PULUMI_SKIP_UPDATE_CHECK: "true" },
        parts: [{ name: "pulumi", version, path: pulumi }],
    };
}

/**
 * Downloads the pinned release, unless its host doesn't answer in time: then the result is undefined.
 * @param {string} root the project's directory
 * @param {{ onProgress?: import("./common.mjs").OnProgress, base?: string, answerWithin?: number }} [options]
 *     base: address of the directory of releases; answerWithin: milliseconds, default 3000
 * @returns {Promise<import("./common.mjs").Toolchain | undefined>}
 */
export async function downloadOfficial(root, options = {}) {
    const { base = process.env["PLUMBLINE_PULUMI_RELEASES"] ?? releases, answerWithin = 3000 } = options;
    const onProgress = options.onProgress ?? (() => undefined);
    const version = await pinned(root);
    const archive = `pulumi-v${version}-${platform()}.tar.gz`;
    onProgress({ step: "looking for the official Pulumi", detail: base });
    const published = await fetchText(`${base}/pulumi-${version}-checksums.txt`, answerWithin);
    const checksum = published
        ?.split("\n")
        .map((line) => line.trim().split(/ +\*?/))
        .find((line) => line[1] === archive)?.[0];
    if (checksum === undefined) return undefined;

    const directory = placeOf(version);
    await withLock(`${directory}.lock`, async () => {
        if (await isIntact(directory)) return;
        const temporary = `${directory}.partial`;
        await rm(temporary, { recursive: true, force: true }); // of an interrupted download
        await mkdir(temporary, { recursive: true });
        try {
            const file = join(temporary, archive);
            await download(`${base}/${archive}`, file, onProgress);
            const actual = await sha256(file);
            if (actual !== checksum) {
                throw new ToolchainError(
                    "CHECKSUM",
                    `${base}/${archive} has the SHA-256 checksum ${actual}, but its publisher lists ${checksum}: ` +
                        "it was changed on its way. Nothing was installed.",
                );
            }
            onProgress({ step: "unpacking Pulumi", detail: version });
            // As root, tar would set the owners and permissions of the archive, which may be other users here.
            await output("tar", ["-xzf", file, "-C", temporary, "--no-same-owner", "--no-same-permissions"]);
            const release = join(temporary, "release");
            await mkdir(release);
            await rename(join(temporary, "pulumi"), join(release, "bin"));
            await seal(release);
            await rm(directory, { recursive: true, force: true });
            await rename(release, directory);
            await removeUnused(cacheDirectory(), isRelease);
        } finally {
            await rm(temporary, { recursive: true, force: true });
        }
    });
    return findOfficial(root);
}

/** @param {string} name of something in the cache */
function isRelease(name) {
    return name.startsWith("official-") && !/\.(lock|partial)$/.test(name);
}

/** @param {string} root */
async function pinned(root) {
    return (await readVersions(root)).pulumi.pinned;
}

/** @param {string} version */
function placeOf(version) {
    return join(cacheDirectory(), `official-${version}-${platform()}`);
}

function platform() {
    return `${process.platform}-${process.arch}`;
}

/**
 * The text at an address, or undefined if no answer comes in time.
 * @param {string} url
 * @param {number} timeout in milliseconds
 */
async function fetchText(url, timeout) {
    try {
        const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
        return response.ok ? await response.text() : undefined;
    } catch {
        return undefined;
    }
}

/**
 * @param {string} url
 * @param {string} file
 * @param {import("./common.mjs").OnProgress} onProgress
 */
async function download(url, file, onProgress) {
    try {
        const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeout) });
        if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`);
        const total = Number(response.headers.get("content-length")) || undefined;
        let done = 0;
        const count = new Transform({
            transform(chunk, _encoding, next) {
                done += chunk.length;
                const fraction = total === undefined ? {} : { fraction: done / total };
                onProgress({ step: "downloading Pulumi", detail: basename(url), ...fraction });
                next(null, chunk);
            },
        });
        await pipeline(Readable.fromWeb(response.body), count, createWriteStream(file));
    } catch (error) {
        throw new ToolchainError(
            "DOWNLOAD_FAILED",
            `Downloading ${url} failed: ${error instanceof Error ? error.message : String(error)}. ` +
                "Try again, or set PLUMBLINE_TOOLCHAIN=built to build Pulumi from Go modules instead.",
        );
    }
}
