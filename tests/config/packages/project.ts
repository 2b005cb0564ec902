/** A project in a temporary folder, with code of functions. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { buildCode, type Package, type Packages } from "../../../config/code/packages";
import { ConfigurationError } from "../../../config/messages/problems";
import { validate } from "../../../config/validate";
import { minimal } from "../fixtures";

type Files = Readonly<Record<string, string>>;

/** Makes a folder with files; {@link endProjects} removes it. */
export function projectWith(files: Files): string {
    const folder = mkdtempSync(join(tmpdir(), "plumb-code-"));
    folders.push(folder);
    writeIn(folder, files);
    return folder;
}

const folders: string[] = [];

export function writeIn(folder: string, files: Files): void {
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
}

export function endProjects(): void {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Builds the functions of a stack file. */
export function built(folder: string, functions: object, others: object = {}): Record<string, Package> {
    return allBuilt(folder, functions, others).functions;
}

/** The same with layers. */
export function allBuilt(folder: string, functions: object, others: object = {}): Packages {
    return buildCode(validate({ ...minimal, functions, ...others }, "dev", folder, "shop"), folder);
}

/** What is wrong with the code of functions; none if nothing is. */
export function faults(folder: string, functions: object, others: object = {}): string[] {
    try {
        built(folder, functions, others);
        return [];
    } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        return error.problems.map(({ key, message }) => `${key}: ${message}`);
    }
}
