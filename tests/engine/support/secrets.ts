import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { PLACEHOLDER } from "../../../model/placeholder";

/** How Pulumi marks a secret in a state. */
const secretMark = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Every secret in a state exported with --show-secrets: all texts within secret values, of a length that
 * can't be found in other places by chance.
 */
export function secretsIn(exported: string): string[] {
    const found = new Set<string>();
    visit(JSON.parse(exported), false, found);
    // No secret is the access key of an emulated stack, the number of its account, nor what stands for a value, nor a
    // token of DKIM, which is the name of a record.
    return [...found].filter((text) => text.length >= 12 && !/^\d{12}$/.test(text) && text !== PLACEHOLDER);
}

function visit(value: unknown, secret: boolean, found: Set<string>): void {
    if (typeof value === "string") {
        if (secret) {
            found.add(value);
        }
    } else if (Array.isArray(value)) {
        for (const inner of value) {
            visit(inner, secret, found);
        }
    } else if (typeof value === "object" && value !== null) {
        const marked = (value as Record<string, unknown>)[secretMark] === secretSignature;
        for (const [key, inner] of Object.entries(value)) {
            if (marked && key === "plaintext") {
                visit(JSON.parse(String(inner)), true, found);
            } else if (
                key !== secretMark &&
                !(secret && key === "tokens" && "domainSigningSelector" in value)
            ) {
                visit(inner, secret, found);
            }
        }
    }
}

/** The files below a folder that hold one of the texts in plain. */
export async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    const hits = await Promise.all(
        files.map(async (file) => {
            const content = await readFile(file, "latin1");
            return texts.some((text) => content.includes(text)) ? [file] : [];
        }),
    );
    return hits.flat();
}
