import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { ROOT } from "../support/program";

const folder = path.join(ROOT, "docs", "adr");
const files = readdirSync(folder)
    .filter((name) => /^\d{4}-/.test(name))
    .sort();
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

describe("decisions in docs/adr", () => {
    it("have consecutive numbers", () => {
        assert.deepEqual(
            files.map((name) => Number(name.slice(0, 4))),
            files.map((_, index) => index + 1),
        );
    });

    for (const name of files) {
        it(`${name} has number, status, date and sections in the fixed order`, () => {
            const [title = "", , status = ""] = read(name).split("\n");
            assert.match(title, new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`));
            assert.match(status, /^(Accepted|Proposed|Replaced by \[ADR \d+\]\(.+\)), \d{4}-\d\d-\d\d\.$/);
            const sections = [...read(name).matchAll(/^## (.+)$/gm)].map(([, section]) => section);
            assert.deepEqual(sections.slice(0, 2), ["Decision", "Why"]);
            assert.equal(sections.at(-1), "Price");
            assert.equal(new Set(sections).size, sections.length);
        });
    }

    it("are listed with title, status and date", () => {
        const listed = [
            ...read("README.md").matchAll(/^\| (\d+) +\| \[(.+)\]\((.+)\) +\| (\S+) +\| (\S+) +\|$/gm),
        ];
        assert.deepEqual(
            listed.map(([, number, title, file, status, date]) => [file, number, title, status, date]),
            files.map((name) => {
                const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(name)) ?? [];
                const [, status, date] = /^(\w+).*, (\S+)\.$/m.exec(read(name).split("\n")[2] ?? "") ?? [];
                return [name, number, title, status, date];
            }),
        );
    });
});
