import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { stripVTControlCharacters } from "node:util";

import { countMocha } from "../../../operations/test/counts";
import { failures, runSuites } from "../../../operations/test/runSuites";
import type { Command, Suite } from "../../../operations/test/suites";
import { ROOT } from "../../support/program";

function script(label: string, code: string, more: Partial<Command> = {}): Command {
    return { label, program: process.execPath, args: ["--eval", code], ...more };
}

/** mocha's summary. */
function tests(label: string, passed: number, failed: number): Command {
    const text = `  ${passed} passing (1s)\n  ${failed} failing`;
    return script(label, `console.log(${JSON.stringify(text)}); process.exit(${failed})`, {
        count: countMocha,
    });
}

async function run(suites: readonly Suite[], jobs: number) {
    const lines: string[] = [];
    const { log } = console;
    console.log = (line: string) => lines.push(stripVTControlCharacters(line));
    try {
        const { results } = await runSuites(ROOT, suites, jobs);
        const failed = failures(results).map(stripVTControlCharacters);
        return { failed, results: results.map(({ name, passed, failed }) => [name, passed, failed]), lines };
    } finally {
        console.log = log;
    }
}

describe("running suites", () => {
    it("counts tests by suite, and a suite of other commands as one check", async () => {
        const { results } = await run(
            [
                { name: "lint", title: "Lint", commands: [script("a", ""), script("b", "process.exit(1)")] },
                { name: "types", title: "Types", commands: [script("tsc", "")] },
                { name: "unit", title: "Unit", commands: [tests("one", 3, 0), tests("two", 1, 2)] },
            ],
            2,
        );
        assert.deepEqual(results, [
            ["lint", 0, 1],
            ["types", 1, 0],
            ["unit", 4, 2],
        ]);
    });

    it("counts a crash of a test or a missing program as a failure", async () => {
        const killed = script("killed", 'console.log("  3 passing (1s)"); process.exit(7)', {
            count: countMocha,
        });
        const missing = { label: "missing", program: "no-such-program", args: [], count: countMocha };
        const { results, lines } = await run(
            [{ name: "unit", title: "Unit", commands: [killed, missing] }],
            1,
        );
        assert.deepEqual(results, [["unit", 3, 2]]);
        assert.ok(lines.includes("unit missing │ no-such-program is needed for this and is not on PATH."));
    });

    it("repeats failures at the end", async () => {
        const text = "  ✔ one\n  1 passing (1s)\n  1 failing\n\n  1) two:\n     1 !== 2";
        const broken = script("broken", `console.log(${JSON.stringify(text)}); process.exit(1)`, {
            count: countMocha,
        });
        const lint = script("lint", 'console.log("x.ts: no"); process.exit(1)');
        const { failed } = await run(
            [
                { name: "lint", title: "Lint", commands: [lint] },
                { name: "unit", title: "Unit", commands: [tests("fine", 1, 0), broken] },
            ],
            1,
        );
        const of = (line: string) => `unit broken │ ${line}`;
        assert.deepEqual(failed, [
            "lint │ x.ts: no",
            ...["  1 failing", "", "  1) two:", "     1 !== 2"].map(of),
        ]);
    });

    it("labels output, one command after the other where only one may run", async () => {
        const speaker = (label: string) => script(label, 'console.log("begins"); console.log("ends")');
        const suites = [
            { name: "lint", title: "Lint", commands: [speaker("a")] },
            { name: "unit", title: "Unit", commands: [speaker("b"), speaker("c")] },
        ];
        const { lines } = await run(suites, 1);
        assert.deepEqual(lines, [
            ...["▸ Lint", "lint │ begins", "lint │ ends"],
            ...["▸ Unit", "unit b │ begins", "unit b │ ends", "unit c │ begins", "unit c │ ends"],
        ]);
    });

    it("runs commands of several suites at the same time", async () => {
        const folder = mkdtempSync(path.join(tmpdir(), "plumb-suites-"));
        const file = JSON.stringify(path.join(folder, "begun"));
        // Ends once the last of the other suite has begun.
        const waiting = `setInterval(() => { if (fs.existsSync(${file})) process.exit() }, 20)`;
        const suites = [
            { name: "lint", title: "Lint", commands: [script("a", waiting)] },
            {
                name: "unit",
                title: "Unit",
                commands: [script("b", ""), script("c", `fs.writeFileSync(${file}, "")`)],
            },
        ];
        try {
            const { results } = await run(suites, 2);
            assert.deepEqual(results, [
                ["lint", 1, 0],
                ["unit", 1, 0],
            ]);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("has one interrupt handler, for any number of commands", async () => {
        const before = process.listenerCount("SIGINT");
        const counted: number[] = [];
        const { log } = console;
        console.log = () => counted.push(process.listenerCount("SIGINT"));
        try {
            const commands = Array.from({ length: 12 }, (_, at) => script(String(at), "console.log(1)"));
            await runSuites(ROOT, [{ name: "lint", title: "Lint", commands }], commands.length);
        } finally {
            console.log = log;
        }
        assert.deepEqual([...new Set(counted)], [before + 1]);
        assert.equal(process.listenerCount("SIGINT"), before);
    });
});
