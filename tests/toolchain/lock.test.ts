import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadLock, setup, until } from "./support";

describe("toolchain: lock", () => {
    let directory: string;
    beforeEach(async () => (directory = join(await mkdtemp(join(tmpdir(), "plumbline-lock-")), "lock")));
    afterEach(() => rm(join(directory, ".."), { recursive: true, force: true }));

    /** A process that holds the lock until it is killed. */
    const holder = () => {
        const script =
            `import { withLock } from ${JSON.stringify(join(setup, "lock.mjs"))};` +
            `await withLock(${JSON.stringify(directory)}, () => new Promise(() => setInterval(() => {}, 1000)));`;
        return spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
    };
    const owners = () => readdir(directory).catch(() => []);

    it("has one owner at a time, within one process too", async () => {
        const { withLock } = await loadLock();
        let inside = 0;
        let runs = 0;
        const run = async () => {
            inside += 1;
            runs += 1;
            assert.equal(inside, 1);
            await new Promise((resolve) => setTimeout(resolve, 5));
            inside -= 1;
        };
        await Promise.all(Array.from({ length: 8 }, () => withLock(directory, run, { interval: 5 })));
        assert.equal(runs, 8);
        assert.deepEqual(await owners(), []);
    });

    it("is released if its task fails", async () => {
        const { withLock } = await loadLock();
        await assert.rejects(
            withLock(directory, () => Promise.reject(new Error("failed"))),
            /failed/,
        );
        assert.deepEqual(await owners(), []);
    });

    it("waits for its owner and names it; is taken over when the owner dies", async () => {
        const { withLock } = await loadLock();
        const child = holder();
        await until(async () => (await owners()).length === 1);
        const waitedFor: number[] = [];
        const onWait = (owner: number) => {
            waitedFor.push(owner);
            if (waitedFor.length === 3) child.kill("SIGKILL");
        };
        assert.equal(
            await withLock(directory, () => Promise.resolve("mine"), { onWait, interval: 20 }),
            "mine",
        );
        assert.deepEqual(waitedFor.slice(0, 3), [child.pid, child.pid, child.pid]);
    });

    // Only there are the times known at which processes started.
    const onLinux = process.platform === "linux" ? it : () => undefined;
    onLinux("is not fooled by a new process with a dead owner's id", async () => {
        const { withLock } = await loadLock();
        await mkdir(directory);
        await writeFile(join(directory, `${process.ppid}-1-1`), "");
        assert.equal(await withLock(directory, () => Promise.resolve("mine"), { interval: 20 }), "mine");
    });
});
