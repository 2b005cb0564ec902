import { readdir, readFile, readlink } from "node:fs/promises";
import * as path from "node:path";
import type { Engine } from "./engine";

/** A process of a Pulumi that was started here. */
interface Started {
    readonly pid: number;
    readonly parent: number;
    readonly program: string;
}

/**
 * Ends what a killed Pulumi has left behind: providers of 300 MB each go on waiting for it. Only processes of this clone
 * whose parent is no Pulumi any more; elsewhere than on Linux they are left alone.
 * @returns how many there were
 */
export async function endOrphans({ paths }: Pick<Engine, "paths">): Promise<number> {
    const started = await startedIn(paths.temporary);
    const orphans = await Promise.all(
        started.map(async (one) => (isPulumi((await programOf(one.parent)) ?? "") ? [] : [one])),
    );
    return orphans.flat().filter(({ pid }) => end(pid)).length;
}

/** Plugins of Pulumi whose folder for temporary files is this one: see `startedWith`. */
async function startedIn(temporary: string): Promise<Started[]> {
    const names = await readdir("/proc").catch(() => []);
    const found = await Promise.all(
        names
            .filter((name) => /^\d+$/.test(name))
            .map(async (name): Promise<Started[]> => {
                const program = await programOf(Number(name));
                if (
                    program === undefined ||
                    !/^pulumi-(resource|language|analyzer)-/.test(path.basename(program))
                )
                    return [];
                const environment = await readFile(`/proc/${name}/environ`, "utf8").catch(() => "");
                if (!environment.split("\0").includes(`TMPDIR=${temporary}`)) return [];
                const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
                // The name of a program, in parentheses, may hold blanks; after it come state and parent.
                const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
                return Number.isInteger(parent) ? [{ pid: Number(name), parent, program }] : [];
            }),
    );
    return found.flat();
}

async function programOf(pid: number): Promise<string | undefined> {
    return readlink(`/proc/${pid}/exe`).catch(() => undefined);
}

function isPulumi(program: string): boolean {
    return /^pulumi($|-)/.test(path.basename(program));
}

function end(pid: number): boolean {
    try {
        process.kill(pid, "SIGKILL"); // it serves nobody, and holds nothing that it would have to save
        return true;
    } catch {
        return false; // it has ended meanwhile
    }
}
