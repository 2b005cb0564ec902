/**
 * Writes `docs/cost.md`: what is written by hand up to a mark, and the tables of the policy pack after it.
 * With `--check` it only says whether the page is current (exit code 1 if not).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";

import { costReference } from "../../cost/reference";

const FILE = join(__dirname, "..", "..", "docs", "cost.md");
const MARK = "<!-- Everything below is written by `npm run generate`. -->";

async function main(): Promise<void> {
    const current = readFileSync(FILE, "utf8");
    const end = current.indexOf(MARK);
    if (end === -1) throw new Error(`docs/cost.md lacks the line ${MARK}`);
    const written = current.slice(0, end) + `${MARK}\n\n${costReference()}`;
    const page = await prettier.format(written, { parser: "markdown", printWidth: 110 });
    if (!process.argv.includes("--check")) {
        writeFileSync(FILE, page);
    } else if (page !== current) {
        console.error("docs/cost.md is not what cost/ says; run: npm run generate");
        process.exitCode = 1;
    }
}

void main();
