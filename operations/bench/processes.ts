import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import * as path from "node:path";

/** A running process of /proc, which only Linux has. */
export interface Process {
    readonly pid: number;
    /** File name of its program. */
    readonly program: string;
    readonly args: readonly string[];
    /** The most memory that it has had so far. */
    readonly peakBytes: number;
}

/** Whether processes can be read. */
export const seesProcesses = process.platform === "linux";

/** Processes that descend from one. */
export function descendantsOf(ancestor: number): Process[] {
    const parents = new Map<number, number>();
    const found: Process[] = [];
    for (const entry of readdirSync("/proc")) {
        const pid = Number(entry);
        if (!Number.isInteger(pid)) continue;
        try {
            const status = readFileSync(`/proc/${entry}/status`, "utf8");
            parents.set(pid, field(status, "PPid"));
            found.push({
                pid,
                program: path.basename(readlinkSync(`/proc/${entry}/exe`)),
                args: readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0"),
                peakBytes: field(status, "VmHWM") * 1024,
            });
        } catch {
            // It has ended since, or belongs to another user.
        }
    }
    const descends = (pid: number): boolean => {
        const parent = parents.get(pid);
        return parent !== undefined && parent > 0 && (parent === ancestor || descends(parent));
    };
    return found.filter(({ pid }) => descends(pid));
}

/** A number of /proc/<pid>/status: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function field(status: string, name: string): number {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
}

/** Samples all processes below this one, ten times a second, while a task runs. */
export async function watched(task: () => Promise<void>, look: (seen: Process) => void): Promise<void> {
    const timer = setInterval(() => {
        descendantsOf(process.pid).forEach(look);
    }, 100);
    try {
        await task();
    } finally {
        clearInterval(timer);
    }
}
