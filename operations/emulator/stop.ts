import { rm } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { secretFile } from "./credentials";
import { announcementFile, isEmulator, readAnnouncement } from "./process";

/** Milliseconds that it gets to end by itself; there is nothing it would have to save. */
const grace = 2000;

/**
 * Stops the emulator of this directory, and what it holds is gone. Signals its own process only: an id that
 * belongs to another one by now is left alone.
 * @returns whether one was running
 */
export async function stopEmulator(directory: string): Promise<boolean> {
    const resolved = path.resolve(directory);
    const announced = await readAnnouncement(resolved);
    if (announced === undefined) return false;
    const { pid } = announced;
    const running = await isEmulator(pid, resolved);
    if (running) {
        await end(pid, resolved);
    }
    await rm(announcementFile(resolved), { force: true });
    await rm(secretFile(resolved), { force: true });
    // Data of databases, if it had to be killed.
    await rm(path.join(resolved, "databases"), { recursive: true, force: true });
    return running;
}

async function end(pid: number, directory: string): Promise<void> {
    signal(pid, "SIGTERM");
    const giveUp = Date.now() + grace;
    while (await isEmulator(pid, directory)) {
        if (Date.now() > giveUp) signal(pid, "SIGKILL");
        await sleep(20);
    }
}

function signal(pid: number, name: NodeJS.Signals): void {
    try {
        process.kill(pid, name);
    } catch {
        // It has ended between the look and the signal.
    }
}
