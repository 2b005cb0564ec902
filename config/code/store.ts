/** Built code, by its content: the same content is written once, and has the same path on every machine. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Below the project's folder; ignored by Git, and made again if it is gone. */
const STORE = join(".plumb", "code");

export function digest(content: string | Uint8Array): string {
    return createHash("sha256").update(content).digest("hex");
}

/** A file of built code. */
export interface BuiltFile {
    /** Path in the code, with `/`. */
    readonly path: string;
    readonly content: Uint8Array;
}

/** A digest as it stands in a path: long enough for all that a project ever builds. */
export function shortDigest(content: string | Uint8Array): string {
    return digest(content).slice(0, 24);
}

/** Names files by paths and contents, whatever order they come in. */
export function digestOf(files: readonly BuiltFile[]): string {
    const lines = files.map(({ path, content }) => `${path} ${digest(content)}`).toSorted();
    return shortDigest(lines.join("\n"));
}

/** Keeps files in a folder of their own. @returns its path, from the project's folder */
export function keepFiles(root: string, files: readonly BuiltFile[]): string {
    return keep(root, digestOf(files), (folder) => {
        for (const { path, content } of files) {
            const file = join(folder, path);
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, content);
        }
    });
}

/**
 * Keeps what `write` makes under a name, if that is not there yet. Processes side by side may make the same.
 *
 * @param write makes a file or a folder in the place that it gets
 * @returns the path of what it made, from the project's folder
 */
export function keep(root: string, name: string, write: (place: string) => void): string {
    const path = join(STORE, name);
    const place = join(root, path);
    if (existsSync(place)) return path;
    const scratch = join(root, STORE, `.${name}-${randomBytes(4).toString("hex")}`);
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    try {
        write(scratch);
        renameSync(scratch, place);
    } catch (error) {
        rmSync(scratch, { recursive: true, force: true });
        // Another process was faster.
        if (!existsSync(place)) throw error;
    }
    return path;
}

/** What is known from an earlier build, such as what it was made of; undefined if there was none. */
export function recall<T>(root: string, name: string): T | undefined {
    try {
        return JSON.parse(readFileSync(join(root, STORE, `${name}.json`), "utf8")) as T;
    } catch {
        // Never written, or broken by what killed its writer: it is built again.
        return undefined;
    }
}

/** Remembers something for {@link recall}. */
export function remember(root: string, name: string, value: unknown): void {
    const place = join(root, STORE, `${name}.json`);
    rmSync(place, { force: true });
    keep(root, `${name}.json`, (scratch) => {
        writeFileSync(scratch, JSON.stringify(value));
    });
}
