// SHA256SUMS: the checksums of a finished toolchain's files, in the format of sha256sum(1).
//
// Hashing half a gigabyte takes a second, so every use only compares sizes and modification times with those
// noted when the checksums were last true; `verify` compares the checksums themselves.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";

const sums = "SHA256SUMS";
const stamps = ".stamps.json";

/**
 * Writes the checksums of everything in a directory.
 * @param {string} directory
 */
export async function seal(directory) {
    const lines = [];
    for (const file of await filesOf(directory))
        lines.push(`${await sha256(join(directory, file))}  ${file}\n`);
    await writeFile(join(directory, sums), lines.join(""));
    await stamp(directory);
}

/**
 * Whether the files of a directory are unchanged, by sizes and times; if these differ, by the checksums.
 * @param {string} directory
 * @returns {Promise<boolean>}
 */
export async function isIntact(directory) {
    const noted = await readFile(join(directory, stamps), "utf8").catch(() => undefined);
    if (noted !== undefined && noted === (await currentStamps(directory))) return true;
    if ((await verify(directory)).length > 0) return false;
    await stamp(directory);
    return true;
}

/**
 * Compares all checksums. Returns the files that are missing or differ.
 * @param {string} directory
 * @returns {Promise<string[]>}
 */
export async function verify(directory) {
    const list = await readFile(join(directory, sums), "utf8").catch(() => undefined);
    if (list === undefined) return [sums];
    const bad = [];
    for (const line of list.split("\n").filter((text) => text !== "")) {
        const [sum, file = ""] = line.split("  ");
        const actual = await sha256(join(directory, file)).catch(() => undefined);
        if (actual !== sum) bad.push(file);
    }
    return bad;
}

/**
 * The SHA-256 of a file, in hexadecimal digits.
 * @param {string} path
 */
export async function sha256(path) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
    return hash.digest("hex");
}

/** @param {string} directory */
async function stamp(directory) {
    const temporary = join(directory, `${stamps}.${process.pid}`);
    await writeFile(temporary, await currentStamps(directory));
    await rename(temporary, join(directory, stamps));
}

/** @param {string} directory */
async function currentStamps(directory) {
    const list = await readFile(join(directory, sums), "utf8").catch(() => "");
    const files = list.split("\n").flatMap((line) => line.split("  ").slice(1));
    const entries = files.map(async (file) => {
        const info = await stat(join(directory, file)).catch(() => undefined);
        return [file, info?.size, info?.mtimeMs];
    });
    return JSON.stringify(await Promise.all(entries));
}

/**
 * Regular files below a directory, sorted, without those this module writes.
 * @param {string} directory
 * @returns {Promise<string[]>}
 */
async function filesOf(directory) {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile() && entry.name !== sums && !entry.name.startsWith(stamps))
        .map((entry) => relative(directory, join(entry.parentPath ?? entry.path, entry.name)))
        .sort();
}
