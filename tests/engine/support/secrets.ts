import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { PLACEHOLDER } from "../../../model/placeholder";

/** How Pulumi marks a secret in a state. */
const secretMark = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Texts of a state. */
interface Texts {
    readonly secret: Set<string>;
    /** Within lists and maps that are a secret as a whole because one text in them is. */
    readonly beside: Set<string>;
    readonly plain: Set<string>;
}

/**
 * Every secret in a state exported with --show-secrets: all texts within secret values, of a length that can't be found in
 * other places by chance. Pulumi marks a whole list of rules or origins for one secret in it: host names and the like in
 * there, which stand in other texts of the state as well, are none.
 */
export function secretsIn(exported: string): string[] {
    const found: Texts = { secret: new Set(), beside: new Set(), plain: new Set() };
    visit(JSON.parse(exported), "plain", found);
    const plain = [...found.plain].join("\n");
    const all = [...found.secret, ...[...found.beside].filter((text) => !plain.includes(text))];
    // No secret is the access key of an emulated stack, the number of its account, nor what stands for a value, nor a
    // token of DKIM, which is the name of a record.
    return all.filter((text) => text.length >= 12 && !/^\d{12}$/.test(text) && text !== PLACEHOLDER);
}

function visit(value: unknown, as: keyof Texts, found: Texts): void {
    if (typeof value === "string") {
        found[as].add(value);
    } else if (Array.isArray(value)) {
        for (const inner of value) visit(inner, as, found);
    } else if (typeof value === "object" && value !== null) {
        const marked = (value as Record<string, unknown>)[secretMark] === secretSignature;
        for (const [key, inner] of Object.entries(value)) {
            if (marked && key === "plaintext") {
                const content: unknown = JSON.parse(String(inner));
                visit(content, typeof content === "string" ? "secret" : "beside", found);
            } else if (key !== secretMark && !(as !== "plain" && isOfDkim(key, value))) {
                visit(inner, as, found);
            }
        }
    }
}

function isOfDkim(key: string, value: object): boolean {
    return key === "tokens" && "domainSigningSelector" in value;
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
