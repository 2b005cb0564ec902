/**
 * Writes what is generated from the schema: `config/schema.json` for editors, `docs/configuration.md` for people.
 * With `--check` it only says whether they are current (exit code 1 if not).
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";

import { stackFileSchema } from "./jsonSchema";
import { referencePage } from "./reference";

const root = join(__dirname, "..");

/** The generated files: path from the project's folder, and content. */
async function generate(): Promise<[path: string, content: string][]> {
    const page = await prettier.format(referencePage(), { parser: "markdown", printWidth: 110 });
    return [
        ["config/schema.json", `${JSON.stringify(stackFileSchema(), null, 2)}\n`],
        ["docs/configuration.md", page],
    ];
}

async function main(): Promise<void> {
    for (const [path, content] of await generate()) {
        const file = join(root, path);
        if (!process.argv.includes("--check")) {
            writeFileSync(file, content);
        } else if (!existsSync(file) || readFileSync(file, "utf8") !== content) {
            console.error(`${path} is not what config/schema.ts says; run: npm run schema`);
            process.exitCode = 1;
        }
    }
}

void main();
