// Removes old versions from the cache, which would otherwise grow with every version.
import { execFile } from "node:child_process";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const day = 24 * 3600 * 1000;

/** The newest ones stay in any case: another branch or clone may want the second. */
const kept = 2;

/** Versions used within this time (milliseconds) stay as well: several branches may use more than two. */
const recent = 3 * day;

/**
 * Removes versions without a use for three days, except the two used last and those a process runs from. The time of
 * modification is that of the last use.
 * @param {string} folder
 * @param {(name: string) => boolean} isVersion which of the folder's entries are versions
 * @returns {Promise<string[]>} the names of the removed versions
 */
export async function removeUnused(folder, isVersion) {
    const names = (await readdir(folder).catch(() => /** @type {string[]} */ ([]))).filter(isVersion);
    const used = await Promise.all(
        names.map(async (name) => ({
            name,
            time: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0,
        })),
    );
    used.sort((a, b) => b.time - a.time);
    const old = used.slice(kept).filter(({ time }) => Date.now() - time > recent);
    if (old.length === 0) return [];
    const running = await commands();
    if (running === undefined) return []; // none that is in use is removed by mistake
    const removed = [];
    for (const { name } of old) {
        const path = join(folder, name);
        if (running.includes(path)) continue;
        await rm(path, { recursive: true, force: true });
        removed.push(name);
    }
    return removed;
}

/**
 * The command lines of all processes, as one text; undefined if the system does not list them.
 * @returns {Promise<string | undefined>}
 */
async function commands() {
    const processes = (await readdir("/proc").catch(() => /** @type {string[]} */ ([]))).filter((name) =>
        /^\d+$/.test(name),
    );
    if (processes.length > 0) {
        const lines = processes.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => ""));
        return (await Promise.all(lines)).join("\n");
    }
    const listed = await promisify(execFile)("ps", ["-A", "-ww", "-o", "args="], {
        maxBuffer: 1 << 26,
    }).catch(() => undefined);
    return listed?.stdout;
}
