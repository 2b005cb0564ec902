import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type Format, formats, writeReport } from "../../../../../operations/drift/report/formats";
import { everything, inconclusive, report } from "../../support/reports";

const reports = { clean: report(), everything, inconclusive };

/** With this variable, the test writes the files anew: review the changes in git. */
const WRITE = process.env["PLUMBLINE_WRITE_GOLDEN"] === "1";

/** A summary is the Markdown, within a limit. */
const pinned = formats.filter((format) => format !== "summary");

function golden(name: string, format: Format): string {
    return path.join(__dirname, "golden", `${name}.${format === "junit" ? "xml" : format}.txt`);
}

describe("golden drift reports", () => {
    for (const [name, value] of Object.entries(reports)) {
        for (const format of pinned) {
            it(`match for ${name} as ${format}`, () => {
                const text = writeReport(value, format);
                if (WRITE) writeFileSync(golden(name, format), text);
                assert.equal(text, readFileSync(golden(name, format), "utf8"));
            });
        }
    }
});
