import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { create } from "ts-node";
import { checking, wholeSuite } from "../../../operations/bench/loading";
import type { Bench } from "../../../operations/bench/row";
import { Failure } from "../../../operations/pulumi/failure";
import { ROOT } from "../../support/program";

const unused = () => {
    throw new Error("the suite needs no stack");
};

describe("type checks in a benchmark row", () => {
    it("run although the project's own settings switch them off", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-bench-test-"));
        try {
            const project = path.join(folder, "tsconfig.json");
            const settings = { extends: path.join(ROOT, "tsconfig.json"), "ts-node": checking };
            const compilerOptions = { types: [] };
            await writeFile(
                project,
                JSON.stringify({ ...settings, compilerOptions, include: [], files: [] }),
            );
            const compiler = create({ project });
            const compile = (code: string) => compiler.compile(code, path.join(folder, "some.ts"));
            assert.throws(() => compile('export const some: number = "text";'), /TS2322/);
            assert.match(compile("export const some: number = 1;"), /some = 1/);
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    }).timeout(30_000);
});

describe("the whole-suite row", () => {
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

    it("runs `./plumb test` the configured number of times, and returns the median in minutes", async () => {
        const result = await measured('echo "$PWD $*" >> log', 3);
        const log = await readFile(path.join(root, "log"), "utf8");
        assert.deepEqual(log.split("\n"), [...Array<string>(3).fill(`${root} test`), ""]);
        assert.deepEqual(result, { kind: "amounts", ours: 0, other: 12, unit: "minutes" });
        assert.deepEqual(await measured("sleep 3.2", 1), { ...result, ours: 0.1 });
    }).timeout(30_000);

    it("fails with the failing suite's output", async () => {
        await assert.rejects(
            measured("echo '3 failing'; exit 1", 1),
            (error) => error instanceof Failure && error.message.includes("3 failing"),
        );
    });
});
