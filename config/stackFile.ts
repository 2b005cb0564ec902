/** Reads `Pulumi.<stack>.yaml` without Pulumi: for commands that validate before anything is started. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";

import { suggestion } from "../model/text";
import { ConfigurationError, type Problem } from "./messages/problems";
import { misread } from "./messages/misread";
import { collect } from "./raw";
import { SecretValue } from "./values";

/** The stacks that have a file in the project. */
export function stackNames(root: string): string[] {
    return readdirSync(root).flatMap((file) => /^Pulumi\.([\w.-]+)\.yaml$/.exec(file)?.[1] ?? []);
}

/**
 * The `plumbline:` values of a stack file, for {@link validate}.
 *
 * @throws ConfigurationError if there is no such file, it is no YAML, or it has no `config:`
 */
export function readStackFile(root: string, stack: string): Record<string, unknown> {
    const file = join(root, `Pulumi.${stack}.yaml`);
    if (!existsSync(file)) {
        const known = stackNames(root);
        throw new ConfigurationError(stack, [
            {
                key: `Pulumi.${stack}.yaml`,
                message: `does not exist; stacks are ${known.join(", ") || "none yet"}${suggestion(stack, known)}`,
            },
        ]);
    }
    const lineCounter = new LineCounter();
    const document = parseDocument(readFileSync(file, "utf8"), { lineCounter });
    const found = misread(document, lineCounter);
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
            return { key: `Pulumi.${stack}.yaml`, message: `line ${line} ${message}` };
        });
        throw new ConfigurationError(stack, problems);
    }

    const config = contentOf(document, stack)?.config;
    if (typeof config !== "object" || config === null || Array.isArray(config)) {
        throw new ConfigurationError(stack, [
            { key: `Pulumi.${stack}.yaml`, message: "has no `config:` with the stack's settings" },
        ]);
    }
    return collect(revealEncrypted(config) as Record<string, unknown>);
}

/** The document's values; a mistake such as `*name` without `&name` shows only now. */
function contentOf(document: Document, stack: string): { readonly config?: unknown } | null {
    try {
        return document.toJS() as { config?: unknown } | null;
    } catch (error) {
        const message = `is no YAML: ${error instanceof Error ? error.message : String(error)}`;
        throw new ConfigurationError(stack, [{ key: `Pulumi.${stack}.yaml`, message }]);
    }
}

/** Replaces `secure: …` by a value that cannot be shown; validation needs no ciphertext. */
function revealEncrypted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(revealEncrypted);
    if (typeof value !== "object" || value === null) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && keys[0] === "secure") return new SecretValue("");
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealEncrypted(inner)]));
}
