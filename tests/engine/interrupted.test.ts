import assert from "node:assert/strict";
import { readdir, readFile, readlink } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
            await expectNoChange();
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

    describe("while nobody has delegated its domain", () => {
        before(async () => {
            // The emulator's ACM then issues no certificate within this test.
            process.env["MOTO_ACM_VALIDATION_WAIT"] = "3600";
            await begin();
            await clone.editStackFile("local", (text) =>
                text.replace("config:\n", "config:\n  plumbline:domain: { name: shop.example.com }\n"),
            );
        });
        after(async () => {
            delete process.env["MOTO_ACM_VALIDATION_WAIT"];
            await end();
        });

        it("says the name servers at once, and leaves nothing pending", async () => {
            const up = clone.start("up");
            await untilPrinted(up, /Delegate shop\.example\.com now: .*ns-\d+\.\S+, /g, 1);
            assert.equal((await programsIn(clone.folder)).length, 1);
            const began = Date.now();
            up.kill("SIGINT");
            const { exitCode, all } = await up;
            assert.equal(exitCode, 130, all);
            const seconds = (Date.now() - began) / 1000;
            assert.ok(seconds < 60, `it took ${seconds} seconds`);
            const { stdout } = await clone.shell("pulumi stack export --stack local");
            const { resources, pending_operations: pending = [] } = (
                JSON.parse(stdout) as {
                    deployment: { resources: { type: string }[]; pending_operations?: unknown[] };
                }
            ).deployment;
            assert.deepEqual(pending, []);
            const types = resources.map(({ type }) => type);
            assert.ok(types.includes("aws:acm/certificate:Certificate"));
            assert.ok(!types.includes("aws:acm/certificateValidation:CertificateValidation"));
            await emptied(() => programsIn(clone.folder));
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
            await expectNoChange();
            const emulator = await clone.emulator();
            await clone.plumb("destroy", "--yes");
            assert.deepEqual(await inventory(emulator), [], "nothing of the killed one is left behind");
            // Every name is free.
            await expectConvergence(/\d+ created, 0 updated, 0 unchanged/);
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
    }

    async function expectNoChange(): Promise<void> {
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

/** Process ids of the Pulumi programs that run in a folder. */
async function programsIn(folder: string): Promise<string[]> {
    const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
        ids.map(async (id) => {
            const [cwd, command] = await Promise.all([
                readlink(`/proc/${id}/cwd`).catch(() => ""),
                readFile(`/proc/${id}/cmdline`, "utf8").catch(() => ""),
            ]);
            return cwd === folder && command.includes("@pulumi/pulumi/cmd/run") ? [id] : [];
        }),
    );
    return found.flat();
}

/** Waits until nothing is left; fails after ten seconds. */
async function emptied(look: () => Promise<string[]>): Promise<void> {
    for (let left = await look(), attempt = 0; left.length > 0; left = await look()) {
        assert.ok(attempt++ < 20, `still there: ${left.join(", ")}`);
        await sleep(500);
    }
}
