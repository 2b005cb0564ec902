import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensure, Scratch } from "./support";

const removeUnused = async (folder: string) =>
    (await import("../../toolchain/setup/unused.mjs")).removeUnused(folder, (name) => name.startsWith("v"));

const day = 24 * 3600;

/** Sets the last use to some days ago. */
async function version(folder: string, name: string, days: number): Promise<void> {
    await mkdir(join(folder, name, "bin"), { recursive: true });
    const time = Date.now() / 1000 - days * day;
    await utimes(join(folder, name), time, time);
}

describe("toolchain: old versions", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "plumbline-unused-"));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    it("keeps the two used last, at any age, and removes the others", async () => {
        for (const [name, days] of Object.entries({ v1: 90, v2: 40, v3: 30, other: 90 })) {
            await version(folder, name, days);
        }
        assert.deepEqual(await removeUnused(folder), ["v1"]);
        assert.deepEqual((await readdir(folder)).sort(), ["other", "v2", "v3"]);
    });

    it("keeps more than two if they have been used within three days", async () => {
        for (const [name, days] of Object.entries({ v1: 4, v2: 2.9, v3: 1, v4: 0 })) {
            await version(folder, name, days);
        }
        assert.deepEqual(await removeUnused(folder), ["v1"]);
    });

    it("keeps a version with a running process", async () => {
        for (const [name, days] of Object.entries({ v1: 90, v2: 90, v3: 1, v4: 0 })) {
            await version(folder, name, days);
        }
        const program = join(folder, "v1", "bin", "waits.mjs");
        await writeFile(program, 'console.log("here"); setInterval(() => {}, 1000);');
        const running = spawn(process.execPath, [program]);
        await once(running.stdout, "data");
        assert.deepEqual(await removeUnused(folder), ["v2"]);
        running.kill();
        await once(running, "exit");
        assert.deepEqual(await removeUnused(folder), ["v1"]);
    });

    it("accepts a missing folder", async () => {
        assert.deepEqual(await removeUnused(join(folder, "missing")), []);
    });
});

describe("toolchain: remains of other builds", () => {
    let scratch: Scratch;
    beforeEach(async () => {
        scratch = await Scratch.start();
        await scratch.fakeGo();
    });
    afterEach(() => scratch.stop());

    it("are removed by the next build, unless its process still runs", async () => {
        const [dead, alive] = ["0123456789abcdef-go1.1.1", "fedcba9876543210-go1.1.1"];
        for (const name of [dead, alive]) {
            await mkdir(join(scratch.cache, `${name}.partial`), { recursive: true });
            await writeFile(join(scratch.cache, `${name}.progress.json`), "{}");
        }
        const { withLock } = await import("../../toolchain/setup/lock.mjs");
        await withLock(join(scratch.cache, `${alive}.lock`), () => ensure(scratch.root));
        const left = await readdir(scratch.cache);
        assert.deepEqual(
            left.filter((name) => name.startsWith(dead)),
            [],
        );
        assert.deepEqual(left.filter((name) => name.startsWith(alive)).sort(), [
            `${alive}.lock`,
            `${alive}.partial`,
            `${alive}.progress.json`,
        ]);
    });
});
