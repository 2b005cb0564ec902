/**
 * Writes what is generated from the schema: `config/schema.json` for editors, `docs/reference/configuration.md` for people.
 * With `--check` it only says whether they are current (exit code 1 if not).
 */
import { join } from "node:path";
import * as prettier from "prettier";

import { writeGenerated } from "../test/writeGenerated";
import { stackFileSchema } from "../../config/jsonSchema";
import { referencePage } from "../../config/reference";

const root = join(__dirname, "..", "..");

/** The generated files: path from the project's folder, and content. */
async function generate(): Promise<[path: string, content: string][]> {
    const page = await prettier.format(referencePage(), { parser: "markdown", printWidth: 110 });
    return [
        ["config/schema.json", `${JSON.stringify(stackFileSchema(), null, 2)}\n`],
        ["docs/reference/configuration.md", page],
    ];
}

void generate().then((files) => writeGenerated(root, files, "npm run generate"));
