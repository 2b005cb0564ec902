import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import * as path from "node:path";
import { exitCodes, Failure } from "./failure";

const MIB = 1 << 20;

/** For states, logs and packages of code; without room the emulator would answer nothing but errors, for minutes. */
const NEEDED = 64 * MIB;

/** Below this nothing more is begun: what has been done still has to be written down. */
const LAST = 8 * MIB;

/** Milliseconds between two looks. */
const interval = 2000;

/**
 * Requires room on the disk of a folder, which need not exist yet.
 * @throws Failure that says how much there is
 */
export async function requireSpace(folder: string, needed = NEEDED): Promise<void> {
    const free = await freeBytes(folder);
    if (free >= needed) return;
    throw new Failure(
        `The disk of ${folder} has ${Math.floor(free / MIB)} MiB of free space, and ${needed / MIB} MiB are needed. Make room; nothing was changed.`,
        exitCodes.missing,
    );
}

/**
 * Interrupts an operation when the disk is almost full.
 * @returns whether it has, and a function that ends the watch
 */
export function watchSpace(
    folder: string,
    interrupt: () => void,
    { last = LAST, every = interval } = {},
): { isFull: () => boolean; stop: () => void } {
    let [full, stopped] = [false, false];
    const look = async (): Promise<void> => {
        try {
            const free = await freeBytes(folder);
            if (full || stopped || free >= last) return;
            full = true;
            interrupt();
        } catch {
            // The folder has just been taken away: the next look finds the one around it.
        }
    };
    const timer = setInterval(() => void look(), every);
    return {
        isFull: () => full,
        stop: () => {
            stopped = true;
            clearInterval(timer);
        },
    };
}

async function freeBytes(folder: string): Promise<number> {
    let place = path.resolve(folder);
    while (!existsSync(place)) place = path.dirname(place);
    const { bavail, bsize } = await statfs(place);
    return bavail * bsize;
}
