/** Writes `config/schema.json`; with `--check` only says whether the file is current (exit code 1 if not). */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { stackFileSchema } from "./jsonSchema";

const file = join(__dirname, "schema.json");
const current = `${JSON.stringify(stackFileSchema(), null, 2)}\n`;

if (!process.argv.includes("--check")) {
    writeFileSync(file, current);
} else if (readFileSync(file, "utf8") !== current) {
    console.error("config/schema.json is not what config/schema.ts says; run: npm run schema");
    process.exitCode = 1;
}
