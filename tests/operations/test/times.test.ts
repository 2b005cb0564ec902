import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { FOLDER } from "../../../operations/test/caseTimesFolder";
import {
    keepCommandTimes,
    longestFirst,
    readCommandTimes,
    timeKey,
} from "../../../operations/test/commandTimes";
import { readCaseTimes, slowest } from "../../../operations/test/slowest";
import type { Suite } from "../../../operations/test/suites";
import { ROOT } from "../../support/program";

describe("times of tests", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "plumb-unit-"));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("are kept between runs, even for skipped commands", () => {
        const file = path.join(folder, "deeper", "times.json");
        assert.deepEqual(readCommandTimes(file), {});
        keepCommandTimes({ "engine a": 1, "engine b": 2 }, file);
        keepCommandTimes({ "engine b": 3 }, file);
        assert.deepEqual(readCommandTimes(file), { "engine a": 1, "engine b": 3 });
        writeFileSync(file, "no JSON");
        assert.deepEqual(readCommandTimes(file), {});
    });

    it("order the commands: unknown times first, then the longest", () => {
        const command = (label: string) => ({ label, program: "true", args: [] });
        const suite: Suite = {
            name: "engine",
            title: "",
            commands: ["short", "new", "long", "newer"].map(command),
        };
        const times = { [timeKey(suite, command("short"))]: 5, "engine long": 50, "unit new": 1 };
        assert.deepEqual(
            longestFirst(suite, times).commands.map(({ label }) => label),
            ["new", "newer", "long", "short"],
        );
    });

    it("are measured by file and case with --slowest, hooks included", async () => {
        const file = path.join(folder, "slow.test.cjs");
        writeFileSync(
            file,
            `describe("it", () => {
                before((done) => setTimeout(done, 60));
                it("waits", (done) => setTimeout(done, 30));
                it("fails", () => { throw new Error("so"); });
            });`,
        );
        const reporter = path.join(ROOT, "operations/test/caseTimes.ts");
        const run = async (env: Record<string, string>): Promise<string> => {
            const mocha = ["node_modules/mocha/bin/mocha.js", "--no-config"];
            const args = [
                ...mocha,
                "--require",
                "ts-node/register/transpile-only",
                "--reporter",
                reporter,
                file,
            ];
            const { stdout } = await execa(process.execPath, args, { cwd: ROOT, reject: false, env });
            return stdout;
        };
        const noted = path.join(folder, "noted");
        assert.match(await run({ [FOLDER]: noted }), /1 passing[^]*1 failing/);
        const times = readCaseTimes(noted);
        assert.deepEqual(
            times.map(({ title }) => title),
            ['it "before all" hook for "waits"', "it waits", "it fails"],
        );
        const [hook, waits] = times;
        assert.ok(
            hook && hook.milliseconds >= 50 && waits && waits.milliseconds >= 20,
            JSON.stringify(times),
        );
        assert.deepEqual([...new Set(times.map((one) => path.basename(one.file)))], ["slow.test.cjs"]);
        assert.match(await run({}), /1 passing/);
        assert.equal(readCaseTimes(noted).length, times.length, "nobody has asked the second time");
    }).timeout(60_000);

    it("are shown, the slowest first", () => {
        const text = slowest([
            { file: "tests/a.test.ts", title: "quick", milliseconds: 400 },
            { file: "tests/b.test.ts", title: "slow", milliseconds: 61_000 },
            { file: "tests/a.test.ts", title: "middling", milliseconds: 2_000 },
        ]);
        assert.deepEqual(
            text.split("\n").map((line) => line.replace(/ +/g, " ")),
            [
                ...["Time Cases Slowest files", "1 m 1 s 1 tests/b.test.ts", "2 s 2 tests/a.test.ts", ""],
                ...["Time File Slowest cases", "1 m 1 s b.test.ts slow", "2 s a.test.ts middling"],
                "0 s a.test.ts quick",
            ],
        );
    });
});
