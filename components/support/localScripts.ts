import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

/** What an emulator that has no containers runs instead. */
export interface LocalArgs {
    /** Folder with small scripts. */
    readonly folder: string;
    /** Command that runs in the folder. */
    readonly command: readonly string[];
}

/** Label of a container that an emulator without containers reads. */
const LABEL = "plumbline.local";

/**
 * The scripts and their command as a label of the container: the emulator gets them with the task definition, and needs
 * no way to the files of this machine. AWS has nothing of the kind, and reads no labels.
 */
export function localLabel({ folder, command }: LocalArgs): Record<string, string> {
    const files = Object.fromEntries(
        filesBelow(folder, "").map((path) => [path, readFileSync(join(folder, path)).toString("base64")]),
    );
    const packed = gzipSync(JSON.stringify(files), { level: 9 });
    // The tenth byte names the operating system that has packed it.
    packed[9] = 255;
    return { [LABEL]: JSON.stringify({ command, files: packed.toString("base64") }) };
}

function filesBelow(folder: string, path: string): string[] {
    return readdirSync(join(folder, path), { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => {
            const inner = posix.join(path, entry.name);
            if (entry.isDirectory()) return filesBelow(folder, inner);
            return entry.isFile() ? [inner] : [];
        });
}
