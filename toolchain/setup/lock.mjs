// A lock between processes, held by a file that names its owner. A dead owner's file counts for nothing.
//
// Every contender has a file of its own, so no process removes the file of another live one: a contender
// looks, adds its file, and looks again; if it then sees another live file, it removes its own and waits.
// Of two contenders at least one sees the other, in any order.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

let contenders = 0; // of this process

/**
 * Waits for a lock, then runs something while holding it.
 * @template T
 * @param {string} directory of the lock: made if it is missing
 * @param {() => Promise<T>} run
 * @param {{ onWait?: (owner: number) => Promise<void> | void, interval?: number }} [options]
 *     onWait is called with the owner's process id every `interval` (default 500) milliseconds of waiting
 * @returns {Promise<T>}
 */
export async function withLock(directory, run, options = {}) {
    const { onWait, interval = 500 } = options;
    const own = `${process.pid}-${await startOf(process.pid)}-${++contenders}`;
    const file = join(directory, own);
    for (;;) {
        await mkdir(directory, { recursive: true });
        let owner = await otherOwner(directory, own);
        if (owner === undefined) {
            await writeFile(file, "");
            owner = await otherOwner(directory, own);
            if (owner === undefined) break;
            await rm(file, { force: true });
            await sleep(Math.random() * interval);
        } else {
            await onWait?.(owner);
            await sleep(interval);
        }
    }
    try {
        return await run();
    } finally {
        await rm(file, { force: true });
    }
}

/**
 * Whether a live process holds a lock or is about to.
 * @param {string} directory of the lock
 */
export async function isLocked(directory) {
    const entries = await readdir(directory).catch(() => /** @type {string[]} */ ([]));
    return entries.length > 0 && (await otherOwner(directory, "")) !== undefined;
}

/**
 * A live process other than this one that holds the lock or is about to; files of dead ones are removed.
 * @param {string} directory
 * @param {string} own
 * @returns {Promise<number | undefined>}
 */
async function otherOwner(directory, own) {
    for (const name of await readdir(directory)) {
        if (name === own) continue;
        const [pid = "", start = ""] = name.split("-");
        if (await isStill({ pid: Number(pid), start })) return Number(pid);
        await rm(join(directory, name), { force: true });
    }
    return undefined;
}

/**
 * Identifies a process, also among later ones with the same id.
 * @param {number} pid
 * @returns {Promise<{ pid: number, start: string }>}
 */
export async function identityOf(pid) {
    return { pid, start: await startOf(pid) };
}

/**
 * Whether that very process still runs.
 * @param {{ pid: number, start: string }} identity
 * @returns {Promise<boolean>}
 */
export async function isStill({ pid, start }) {
    return isAlive(pid) && (await startOf(pid)) === start;
}

/**
 * Whether a process exists.
 * @param {number} pid
 */
function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error instanceof Error && "code" in error && error.code === "EPERM";
    }
}

/**
 * When a process started, in the system's ticks: process ids are used again. "0" where there is no /proc.
 * @param {number} pid
 */
async function startOf(pid) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
}
