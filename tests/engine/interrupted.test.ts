import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { inventory, stopEmulator } from "../../operations/emulator";
import { Clone } from "./support/clone";
import { untilPrinted } from "./support/watch";

const smallStack = path.join(__dirname, "fixtures/small.yaml");
/** Enough to be in the middle of it: that stack has many more. */
const someResources = 15;

describe("an interrupted `up`", () => {
    let clone: Clone;

    async function begin(): Promise<void> {
        clone = await Clone.create("interrupted clone", smallStack);
    }

    async function end(): Promise<void> {
        await clone.remove();
    }

    /** Each starts where the one before has ended. */
    describe("because of an interrupt", () => {
        before(async () => {
            await begin();
            await clone.editStackFile("local", (text) => text.replace(/^encryptionsalt:.*\n/m, ""));
        });
        after(end);

        it("ends in order when interrupted, and the next one completes the stack", async () => {
            const up = clone.start("up");
            await untilPrinted(up, / created /g, someResources);
            up.kill("SIGINT");
            const { exitCode, all } = await up;
            assert.equal(exitCode, 130, all);
            assert.match(all, /cancel/);
            await expectConvergence(/[1-9]\d* unchanged/);
        });

        it("adds only the salt of a new stack to a stack file", async () => {
            const changed = (await clone.git("diff", "--unified=0", "--", "Pulumi.local.yaml"))
                .split("\n")
                .filter((line) => /^[+-][^+-]/.test(line));
            assert.deepEqual(
                changed.map((line) => line.replace(/: v1:.*/, "")),
                ["-encryptionsalt", "+encryptionsalt"],
            );
        });

        it("recreates the stack when the emulator was restarted meanwhile", async () => {
            await stopEmulator(clone.emulatorFolder);
            await expectConvergence(/restarted.* 0 unchanged/s);
        });
    });

    describe("because of a killed process", () => {
        beforeEach(begin);
        afterEach(end);

        it("completes with the next one when the emulator was killed", async () => {
            const up = clone.start("up");
            await untilPrinted(up, / created /g, someResources);
            process.kill((await clone.emulator()).pid, "SIGKILL");
            const { exitCode, all } = await up;
            assert.equal(exitCode, 1, all);
            assert.match(all, /emulator ended during the operation/);
            await expectConvergence(/restarted.* 0 unchanged/s);
        });

        it("completes with the next one when `up` itself was killed, Pulumi included", async () => {
            const up = clone.start("up");
            await untilPrinted(up, / created /g, someResources);
            process.kill(await lockingPulumi(clone), "SIGKILL");
            await up;
            const { stdout } = await clone.shell("find .plumb/state -name '*.attrs'");
            assert.equal(stdout, "", "these are not written in one step");
            await expectConvergence(/Released the lock/);
            const emulator = await clone.emulator();
            await clone.plumb("destroy", "--yes");
            assert.deepEqual(await inventory(emulator), [], "nothing of the killed one is left behind");
        });

        it("is distinguished from a finished one, even without Pulumi's lock", async () => {
            const up = clone.start("up");
            await untilPrinted(up, / created /g, someResources);
            process.kill(await lockingPulumi(clone), "SIGKILL");
            await up;
            assert.equal((await clone.shell("pulumi cancel --yes --stack local")).exitCode, 0);
            const preview = await clone.plumb("preview");
            assert.match(preview.all, /killed during an operation.* from nothing/);
            const drift = await clone.plumb("drift");
            assert.equal(drift.exitCode, 9, drift.all);
            assert.match(drift.all, /killed during an operation/);
            await expectConvergence(/killed during an operation.* 0 unchanged/s);
        });
    });

    async function expectConvergence(said: RegExp): Promise<void> {
        const again = await clone.plumb("up");
        assert.equal(again.exitCode, 0, again.all);
        assert.match(again.all, said);
        const third = await clone.plumb("preview", "--expect-no-changes");
        assert.equal(third.exitCode, 0, third.all);
    }
});

/** The process that Pulumi's own lock names; looked up at once, because a small stack is soon deployed. */
async function lockingPulumi({ folder }: Clone): Promise<number> {
    const locks = path.join(folder, ".plumb/state/.pulumi/locks/organization/plumbline/local");
    const [name = "no lock"] = await readdir(locks);
    return (JSON.parse(await readFile(path.join(locks, name), "utf8")) as { pid: number }).pid;
}
