import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { paths } from "../../../operations/pulumi/paths";
import type { Engine } from "../../../operations/pulumi/engine";
import { runOperation } from "../../../operations/pulumi/runPulumi";
import { fingerprint } from "../../../operations/state/stateFile";
import {
    forgetOperation,
    markOperation,
    refuseIfAtWork,
    wasCutOff,
    whoIsAtWork,
} from "../../../operations/state/unwritten";

/** A Pulumi that reports whether it writes checkpoints, and then follows a test's script. */
const pulumi = `#!/bin/sh
while [ $# -gt 0 ]; do [ "$1" = --event-log ] && log=$2; shift; done
step() { echo '{"resourcePreEvent":{"metadata":{"op":"create"}}}' >>"$log"; }
state() { echo "{}" >"$FAKE/new.json" && mv "$FAKE/new.json" "$FAKE/.pulumi/stacks/unit/local.json"; }
echo "\${PULUMI_SKIP_CHECKPOINTS:-}" >"$FAKE/variable"
eval "$SCRIPT"
`;

describe("an operation with its state written at the end", () => {
    let folder: string;
    let engine: Engine;
    let output: NodeJS.WriteStream;

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-unwritten-"));
        await mkdir(path.join(folder, ".pulumi/stacks/unit"), { recursive: true });
        await writeFile(path.join(folder, ".pulumi/stacks/unit/local.json"), "{}");
        await writeFile(path.join(folder, "Pulumi.yaml"), "name: unit\nruntime: nodejs\n");
        const program = path.join(folder, "pulumi");
        await writeFile(program, pulumi, { mode: 0o755 });
        engine = {
            paths: { ...paths(folder, path.join(folder, "scratch")), state: folder },
            stack: "local",
            emulator: "http://127.0.0.1:9",
            toolchain: { kind: "installed", version: "0", pulumi: program, environment: {}, parts: [] },
            environment: {},
        };
        output = process.stdout;
    });

    afterEach(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    async function up(script: string, of = engine): Promise<void> {
        const environment = { FAKE: folder, SCRIPT: script };
        // Where no emulator listens, a failure is reported as its end.
        await runOperation({ ...of, environment }, ["up"], { output }).catch(() => undefined);
    }

    const marks = async (): Promise<string[]> => readdir(engine.paths.operations).catch(() => []);

    async function variable(): Promise<string> {
        return (await readFile(path.join(folder, "variable"), "utf8")).trim();
    }

    it("exists for an emulated stack only, and leaves no mark after success", async () => {
        await up("step; state");
        assert.equal(await variable(), "true");
        assert.deepEqual(await marks(), []);
        assert.equal(await wasCutOff(engine), false);
    });

    it("does not exist for a stack in real AWS, whose state must not be lost", async () => {
        await up("step; kill -9 $$", { ...engine, emulator: undefined });
        assert.equal(await variable(), "");
        assert.deepEqual(await marks(), []);
    });

    it("does not exist without changes", async () => {
        const environment = { FAKE: folder, SCRIPT: "true" };
        await runOperation({ ...engine, environment }, ["preview"], { output });
        assert.equal(await variable(), "");
    });

    it("has a state to continue from after a failure, written by Pulumi", async () => {
        await up("step; state; exit 1");
        assert.equal(await wasCutOff(engine), false);
        assert.deepEqual(await marks(), []);
    });

    it("has changed no resource if it failed before the first step", async () => {
        await up("exit 1");
        assert.equal(await wasCutOff(engine), false);
        assert.deepEqual(await marks(), []);
    });

    it("has changed no resource if its preview was refused", async () => {
        const step = { planning: true, metadata: { op: "delete" } };
        await up(`echo '${JSON.stringify({ resourcePreEvent: step })}' >>"$log"; exit 1`);
        assert.equal(await wasCutOff(engine), false);
        assert.deepEqual(await marks(), []);
    });

    it("was cut off when Pulumi was killed", async () => {
        await up("step; kill -9 $$");
        assert.equal(await wasCutOff(engine), true);
        await forgetOperation(engine);
        assert.equal(await wasCutOff(engine), false);
    });

    it("was cut off when Pulumi was killed before its first step event", async () => {
        await up("kill -9 $$");
        assert.equal(await wasCutOff(engine), true);
    });

    it("was cut off when Pulumi ended without the state: a panic has an exit code", async () => {
        await up("step; exit 2");
        assert.equal(await wasCutOff(engine), true);
    });

    it("has succeeded if Pulumi wrote the state after its plumb was killed", async () => {
        await markOperation(engine);
        assert.equal(await wasCutOff(engine), true);
        await up("state");
        assert.equal(await wasCutOff(engine), false);
    });

    it("is not touched while its plumb runs", async () => {
        const other = spawn("sleep", ["60"]);
        try {
            const before = await fingerprint(engine);
            const { identityOf } = await import("../../../toolchain/setup/lock.mjs");
            const mark = { owner: await identityOf(other.pid ?? 0), before };
            await mkdir(engine.paths.operations, { recursive: true });
            await writeFile(path.join(engine.paths.operations, "local"), JSON.stringify(mark));
            assert.equal(await whoIsAtWork(engine), other.pid);
            assert.equal(await wasCutOff(engine), false);
            await assert.rejects(
                refuseIfAtWork(engine),
                new RegExp(`is in use by plumb, process ${other.pid}`),
            );
        } finally {
            other.kill("SIGKILL");
            await once(other, "exit");
        }
        assert.equal(await whoIsAtWork(engine), undefined);
        await refuseIfAtWork(engine);
        assert.equal(await wasCutOff(engine), true);
    });

    it("had not begun if its mark is empty", async () => {
        await mkdir(engine.paths.operations, { recursive: true });
        await writeFile(path.join(engine.paths.operations, "local"), "");
        assert.equal(await wasCutOff(engine), false);
    });
});
