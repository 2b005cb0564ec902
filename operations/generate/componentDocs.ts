/**
 * Writes `docs/reference/components/` from the sources of the components and their examples. With `--check` it only says
 * whether the pages are current (exit code 1 if not).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";

import { writeGenerated } from "../test/writeGenerated";
import { componentPage, type Example, fileOf, indexPage } from "./componentPages";
import { readComponents } from "./readSources";

const root = join(__dirname, "..", "..");

function readExamples(): Example[] {
    const folder = join(root, "examples", "components");
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => ({ name, text: readFileSync(join(folder, name, "index.ts"), "utf8") }));
}

/** The generated files: path from the project's folder, and content. */
async function generate(): Promise<[path: string, content: string][]> {
    const pages = readComponents(root);
    const examples = readExamples();
    const texts: [string, string][] = [
        ["README.md", indexPage(pages)],
        ...pages.map((page): [string, string] => [fileOf(page), componentPage(page, examples)]),
    ];
    return Promise.all(
        texts.map(async ([file, text]): Promise<[string, string]> => [
            `docs/reference/components/${file}`,
            await prettier.format(text, { parser: "markdown", printWidth: 110, tabWidth: 2 }),
        ]),
    );
}

void generate().then((files) => writeGenerated(root, files, "npm run generate"));
