import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { wholeSuite } from "../../../operations/bench/loading";
import type { Bench } from "../../../operations/bench/row";
import { Failure } from "../../../operations/engine/failure";

const unused = () => {
    throw new Error("the suite needs no stack");
};

describe("the row about the whole suite", () => {
    let root: string;
    beforeEach(async () => {
        root = await mkdtemp(path.join(tmpdir(), "plumb-bench-test-"));
    });
    afterEach(() => rm(root, { recursive: true, force: true }));

    async function measured(script: string, runs: number) {
        await writeFile(path.join(root, "plumb"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        const toolchain: Bench["toolchain"] = {
            kind: "built",
            version: "",
            pulumi: "",
            environment: {},
            parts: [],
        };
        return wholeSuite.measure({ root, runs, toolchain, notice: unused, workbench: unused });
    }

    it("runs `./plumb test` as often as it is told, and takes the median in minutes", async () => {
        const result = await measured('echo "$PWD $*" >> log', 3);
        const log = await readFile(path.join(root, "log"), "utf8");
        assert.deepEqual(log.split("\n"), [...Array<string>(3).fill(`${root} test`), ""]);
        assert.deepEqual(result, { kind: "amounts", ours: 0, other: 12, unit: "minutes" });
        assert.deepEqual(await measured("sleep 3.2", 1), { ...result, ours: 0.1 });
    }).timeout(30_000);

    it("fails with what a failing suite says", async () => {
        await assert.rejects(
            measured("echo '3 failing'; exit 1", 1),
            (error) => error instanceof Failure && error.message.includes("3 failing"),
        );
    });
});
