import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import MarkdownIt from "markdown-it";

import { ROOT } from "../support/program";

const pages = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z", "*.md"], {
    cwd: ROOT,
    encoding: "utf8",
})
    .split("\0")
    .filter((file) => file !== "" && existsSync(path.join(ROOT, file)));
const markdown = new MarkdownIt();
const tokensOf = (file: string) => markdown.parse(readFileSync(path.join(ROOT, file), "utf8"), {});

/** Where links and pictures of a page lead. */
function targetsOf(file: string): string[] {
    return tokensOf(file)
        .flatMap(({ children }) => children ?? [])
        .flatMap((token) => [token.attrGet("href"), token.attrGet("src")])
        .filter((target) => target !== null)
        .map((target) => decodeURI(String(target)));
}

/** Anchors of a page's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
    const tokens = tokensOf(file);
    return tokens.flatMap(({ type }, index) => {
        if (type !== "heading_open") return [];
        const text = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join("");
        return [
            text
                .toLowerCase()
                .replace(/[^\p{L}\p{N} _-]/gu, "")
                .replaceAll(" ", "-"),
        ];
    });
}

describe("the links of every page", () => {
    it("are present in several pages", () => {
        assert.ok(pages.length > 80, `${pages.length} pages`);
        assert.ok(targetsOf("README.md").includes("CONTRIBUTING.md"));
        assert.ok(anchorsOf("README.md").includes("a-stack-file"));
    });

    it("lead to existing files and headings", () => {
        const broken = pages.flatMap((page) =>
            targetsOf(page)
                .filter((target) => !/^[a-z]+:/.test(target))
                .filter((target) => {
                    const [file = "", anchor] = target.split("#");
                    const resolved = file === "" ? page : path.join(path.dirname(page), file);
                    if (!existsSync(path.join(ROOT, resolved))) return true;
                    return anchor !== undefined && !anchorsOf(resolved).includes(anchor);
                })
                .map((target) => `${page}: ${target}`),
        );
        assert.deepEqual(broken, []);
    });
});
