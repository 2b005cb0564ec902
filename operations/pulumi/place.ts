import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, type Stats, statSync } from "node:fs";
import * as path from "node:path";

/** Milliseconds after which a temporary file is abandoned: no operation takes that long. */
const abandonedAfter = 24 * 3600_000;

/** Permissions of the group and of all others. */
const ofOthers = 0o077;

/**
 * Makes a folder of this clone that only its owner can open. A folder that was open is closed, with the files in it:
 * other users could read them, such as the state of emulated stacks.
 */
export function keepPrivate(folder: string): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = statSync(folder);
    if ((found.mode & ofOthers) === 0 || !mayShut(found)) return;
    chmodSync(folder, 0o700);
    for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        shut(path.join(folder, entry));
    }
}

function shut(file: string): void {
    const found = lstatSync(file, { throwIfNoEntry: false });
    // The target of a link may belong to another user.
    if (found === undefined || found.isSymbolicLink() || !mayShut(found)) return;
    chmodSync(file, found.mode & 0o7777 & ~ofOthers);
}

/** Only the owner may change permissions, and root. */
function mayShut({ uid }: Stats): boolean {
    const own = process.getuid?.();
    return own === 0 || own === uid;
}

const cleaned = new Set<string>();

/**
 * The folder for temporary files of Pulumi and what it starts. Its providers put assets such as a function's code under
 * predictable names, use a file that is there already, and leave it: the folder must belong to this user alone, and not
 * be the system's.
 * @returns the folder, which exists, without what was left in it more than a day ago
 */
export function temporaryFolder(folder: string): string {
    keepPrivate(folder);
    if (cleaned.has(folder)) return folder;
    cleaned.add(folder);
    for (const name of readdirSync(folder)) {
        const file = path.join(folder, name);
        const changed = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
        if (Date.now() - changed > abandonedAfter) rmSync(file, { recursive: true, force: true });
    }
    return folder;
}
