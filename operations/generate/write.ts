import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as prettier from "prettier";

/** A generated file: its path from the project's folder, and its content. */
export type File = readonly [path: string, content: string];
export type Files = readonly File[];

/** The notice in every generated page. */
export const GENERATED = "Written by `npm run generate` from the sources: change those.";

/** A page of Markdown, formatted as prettier would. */
export async function page(file: string, text: string): Promise<File> {
    return [file, await prettier.format(text, { parser: "markdown", printWidth: 110, tabWidth: 2 })];
}

export function writeFiles(root: string, files: Files): void {
    for (const [name, content] of files) {
        const file = path.join(root, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
    }
}

/** Paths of files that are missing or not current. */
export function outdated(root: string, files: Files): string[] {
    return files.flatMap(([name, content]) => {
        const file = path.join(root, name);
        return existsSync(file) && readFileSync(file, "utf8") === content ? [] : [name];
    });
}
