import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type Announcement, announcementFile } from "./process";

/**
 * The directory of the emulator at a URL: the usual one, unless an emulator at another port runs there. Stacks whose
 * files name different ports have an emulator each, so that a command on one stack never ends that of another.
 * @param usual the directory of the first
 */
export function emulatorDirectory(usual: string, url: string): string {
    const port = Number(new URL(url).port);
    const own = `${usual}-${port}`;
    if (announced(own)?.port === port) return own;
    const first = announced(usual);
    return first === undefined || first.port === port || !isAlive(first.pid) ? usual : own;
}

function announced(directory: string): Announcement | undefined {
    try {
        return JSON.parse(readFileSync(announcementFile(path.resolve(directory)), "utf8")) as Announcement;
    } catch {
        return undefined; // never started there, or stopped
    }
}

/** Another program may have the id by now: then the emulator gets a directory of its own, which does no harm. */
function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}
