/** Writes `docs/reference/policies.md`; with `--check` it only says whether it is current (exit code 1 if not). */
import { join } from "node:path";
import * as prettier from "prettier";

import { writeGenerated } from "../test/writeGenerated";
import { cataloguePage } from "../policy/catalogue";

async function generate(): Promise<[path: string, content: string][]> {
    const page = await prettier.format(cataloguePage(), { parser: "markdown", printWidth: 110 });
    return [["docs/reference/policies.md", page]];
}

void generate().then((files) => writeGenerated(join(__dirname, "..", ".."), files, "npm run generate"));
