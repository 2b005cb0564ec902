import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Files } from "./application";

/** What may be in the folder of a new project already: npm and Git come before. */
const EARLIER = [".git", "node_modules", "package.json", "package-lock.json"];

/** @throws Failure if the folder holds anything else, or is none */
export function needEmptyFolder(folder: string): void {
    if (!existsSync(folder)) return;
    if (!statSync(folder).isDirectory()) {
        throw new Failure(`${folder} is a file; a project needs a folder.`, exitCodes.usage);
    }
    const found = readdirSync(folder).filter((name) => !EARLIER.includes(name));
    if (found.length > 0) {
        const names = found.sort().slice(0, 5).join(", ");
        throw new Failure(
            `${folder} is not empty (${names}${found.length > 5 ? ", …" : ""}): a project begins in a folder of its own. ` +
                "Nothing was written.",
            exitCodes.usage,
        );
    }
}

/**
 * Writes all files or none.
 * @throws Failure if one is there already
 */
export function writeFiles(folder: string, files: Files): void {
    const wanted = Object.entries(files).map(([name, text]) => [path.join(folder, name), text] as const);
    const there = wanted.map(([file]) => file).filter((file) => existsSync(file));
    if (there.length > 0) {
        throw new Failure(`${there.join(", ")} would be overwritten. Nothing was written.`, exitCodes.usage);
    }
    const written: string[] = [];
    try {
        for (const [file, text] of wanted) {
            mkdirSync(path.dirname(file), { recursive: true });
            written.push(file);
            writeFileSync(file, text, { flag: "wx", mode: file.endsWith(".sh") ? 0o777 : 0o666 });
        }
    } catch (error) {
        for (const file of written) rmSync(file, { force: true });
        throw error;
    }
}
