/** Writes `config/derived/names.json`: `npm run generate` does it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { recordPatterns } from "./patterns";

async function pin(): Promise<void> {
    const file = join(__dirname, "..", "..", "..", "config", "derived", "names.json");
    const patterns = await recordPatterns();
    writeFileSync(file, `${JSON.stringify(patterns, undefined, 1)}\n`);
    console.log(`${file}: ${Object.values({ ...patterns.logical, ...patterns.aws }).flat().length} names`);
}

void pin();
