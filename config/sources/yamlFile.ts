/** Reads a YAML file of Pulumi's with the lines that its values stand in. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

import { misread } from "../messages/misread";
import { ConfigurationError, type Problem } from "../messages/problems";

export interface YamlFile {
    readonly name: string;
    readonly content: unknown;
    /** The line of a node, or of the nearest one above it that has one. */
    readonly lineAt: (path: readonly (string | number)[]) => number;
}

/**
 * @returns undefined if there is no such file
 * @throws ConfigurationError of the stack if it is no YAML, or has values that Pulumi reads differently
 */
export function readYamlFile(folder: string, name: string, stack: string): YamlFile | undefined {
    const file = join(folder, name);
    if (!existsSync(file)) return undefined;
    const lines = new LineCounter();
    const document = parseDocument(textOf(file), { lineCounter: lines });
    const found = misread(document, lines);
    const broken = document.errors
        .map(({ message, linePos }) => ({
            line: linePos?.[0].line ?? 1,
            message: `is no YAML: ${message.split("\n")[0]}`,
        }))
        // misread() reports the same line with a remedy.
        .filter(({ line }) => !found.some((mistake) => mistake.line === line));
    const errors = [...broken, ...found];
    if (errors.length > 0) {
        const problems = errors.map(({ line, message }): Problem => {
            return { key: name, message: `line ${line} ${message}` };
        });
        throw new ConfigurationError(stack, problems);
    }
    return {
        name,
        content: contentOf(document, name, stack),
        lineAt: (path) => lines.linePos(startOf(document, path)).line,
    };
}

/** The document's values; a mistake such as `*name` without `&name` shows only now. */
function contentOf(document: Document, name: string, stack: string): unknown {
    try {
        return document.toJS() as unknown;
    } catch (error) {
        const message = `is no YAML: ${error instanceof Error ? error.message : String(error)}`;
        throw new ConfigurationError(stack, [{ key: name, message }]);
    }
}

/** Where a node begins: of an entry in a map, its key. */
function startOf(document: Document, path: readonly (string | number)[]): number {
    let node: unknown = document.contents;
    let start = 0;
    for (const part of path) {
        const parent = isAlias(node) ? node.resolve(document) : node;
        if (isMap(parent)) {
            const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
            if (pair === undefined) break;
            start = rangeOf(pair.key) ?? start;
            node = pair.value;
        } else if (isSeq(parent)) {
            node = parent.items[Number(part)];
            start = rangeOf(node) ?? start;
        } else {
            break;
        }
    }
    return start;
}

function rangeOf(node: unknown): number | undefined {
    return (node as Node | null | undefined)?.range?.[0];
}

/** @throws the system's error, with the file's name, which it lacks of a folder in the file's place */
function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        throw Object.assign(error as NodeJS.ErrnoException, { path: file });
    }
}
