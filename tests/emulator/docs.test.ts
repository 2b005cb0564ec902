import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { pythonWithPackages, root } from "../../operations/emulator/packages";

/** The cells of a table, without the padding that prettier adds. */
const cells = (table: string): string[][] =>
    table
        .split("\n")
        .filter((line) => line.startsWith("|") && !/^\|[ |-]+$/.test(line))
        .map((line) =>
            line.split("|").map((cell) => cell.trim().replaceAll("\\_", "_").replaceAll("\\*", "*")),
        );

describe("docs/reference/corrections.md", function () {
    this.timeout(60_000);

    it("lists every correction", async () => {
        const interpreter = await pythonWithPackages(() => undefined);
        const { stdout } = await promisify(execFile)(interpreter, ["-m", "emulator", "--table"], {
            cwd: root,
        });
        const text = await readFile(path.join(root, "docs/reference/corrections.md"), "utf8");
        assert.ok(cells(stdout).length > 50);
        assert.deepEqual(cells(text), cells(stdout));
    });
});
