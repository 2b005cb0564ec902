import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type Verdict, verdictExitCodes } from "../../operations/drift/report/report";
import { endings } from "../../operations/pulumi/exitCodes";
import { plumb } from "../support/plumb";
import { ROOT } from "../support/program";

/** Cells of the rows of Markdown tables that begin with a number. */
function numberedRows(file: string): string[][] {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    return text
        .split("\n")
        .filter((line) => /^\| *\d+ *\|/.test(line))
        .map((line) =>
            line
                .split("|")
                .slice(1, -1)
                .map((cell) => cell.trim()),
        );
}

describe("exit codes", () => {
    it("never change", () => {
        const codes = Object.entries(endings).map(([name, { code }]) => `${code} ${name}`);
        assert.deepEqual(codes, [
            "0 done",
            "1 failed",
            "2 usage",
            "3 missing",
            "4 delegated",
            "5 codeAhead",
            "6 noRoom",
            "7 changes",
            "8 broken",
            "9 inconclusive",
            "10 threw",
            "130 interrupted",
        ]);
    });

    it("match README.md", () => {
        const expected = Object.values(endings).map(({ code, meaning }) => [String(code), meaning]);
        assert.deepEqual(numberedRows("README.md"), expected);
    });

    it("of drift match docs/drift.md", () => {
        const found = numberedRows("docs/drift.md").map(([code, verdict]) => [
            verdict?.replaceAll("`", ""),
            Number(code),
        ]);
        const expected = Object.entries(verdictExitCodes) as [Verdict, number][];
        assert.deepEqual(found, expected);
    });

    it("appear in the help of the commands that end with them", async () => {
        const { stdout } = await plumb(["drift", "--help"]);
        for (const code of [0, 1, 2, 3, 4, 5, 7, 9, 130])
            assert.match(stdout, new RegExp(`^ {2}${code} `, "m"));
        assert.match(
            (await plumb(["up", "--help"])).stdout,
            new RegExp(`^ {2}6 +${endings.noRoom.meaning}$`, "m"),
        );
    });
});
