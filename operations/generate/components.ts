/** Pages about the components, from their sources and examples. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { componentPage, type Example, fileOf, indexPage } from "./componentPages";
import { readComponents } from "./readSources";
import { type Files, page } from "./write";

function readExamples(root: string): Example[] {
    const folder = join(root, "examples", "components");
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => ({ name, text: readFileSync(join(folder, name, "index.ts"), "utf8") }));
}

/** A page for each component, and their list. */
export async function generateComponents(root: string): Promise<Files> {
    const components = readComponents(root);
    const examples = readExamples(root);
    const texts: [string, string][] = [
        ["README.md", indexPage(components)],
        ...components.map((one): [string, string] => [fileOf(one), componentPage(one, examples)]),
    ];
    return Promise.all(texts.map(async ([file, text]) => page(`docs/reference/components/${file}`, text)));
}
