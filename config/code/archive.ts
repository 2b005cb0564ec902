/** Archives of folders in which files keep whether they can be run, which an archive that Pulumi makes forgets. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

import type * as fflate from "fflate";

import { entriesOf } from "../checks/walk";
import { digest, keep, shortDigest } from "./store";

const load = createRequire(__filename);

/** Kinds of files in archives of Unix. */
const FILE = 0o100_000;
const MAY_RUN = 0o755;
const MAY_NOT = 0o644;

/**
 * Packs a folder: sorted, with one time and one of two permissions for each file. fflate compresses alike on every machine;
 * Node's own compression depends on the processor.
 *
 * @param folder from the project's folder
 * @param quickly compress less, of what is large
 * @returns the path of the archive, from the project's folder
 */
export function archived(root: string, folder: string, quickly = false): string {
    const files = entriesOf(join(root, folder))
        .filter(({ type, target }) => type === "file" || target === "file")
        .map(({ path }) => {
            const place = join(root, folder, path);
            const mode = (statSync(place).mode & 0o100) === 0 ? MAY_NOT : MAY_RUN;
            return { path, mode, content: readFileSync(place) };
        });
    const lines = files.map(({ path, mode, content }) => `${path} ${mode} ${digest(content)}`);
    const form = quickly ? ["quickly"] : [];
    return keep(root, `${shortDigest([...form, ...lines].join("\n"))}.zip`, (place) => {
        const { zipSync } = load("fflate") as typeof fflate;
        // An archive has the time that a clock shows, whatever its zone; at noon no zone has ever left an hour out.
        const mtime = new Date(1990, 0, 2, 12);
        const entries = files.map(({ path, mode, content }): [string, fflate.Zippable[string]] => [
            path,
            [content, { os: 3, attrs: ((FILE | mode) << 16) >>> 0, mtime }],
        ]);
        writeFileSync(place, zipSync(Object.fromEntries(entries), quickly ? { level: 1 } : {}));
    });
}
