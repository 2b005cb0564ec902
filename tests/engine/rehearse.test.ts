import assert from "node:assert/strict";
import * as path from "node:path";
import type { PolicyFinding } from "../../operations/policy/analyze";
import { Clone } from "./support/clone";
import { untilPrinted } from "./support/watch";

const smallStack = path.join(__dirname, "fixtures/small.yaml");

describe("rehearsals", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("rehearsing clone");
    });

    after(async () => {
        await clone.remove();
    });

    // prod and the local stack contain all resource types of dev and staging; lifecycle.test.ts destroys the local one.
    for (const [stack, ...end] of [["dev"], ["staging"], ["prod", "--destroy"]] as const) {
        it(`deploy ${stack}'s own configuration, pass every rule, show the created resources, and leave none`, async () => {
            const pack = ["--policy-pack", "policy-pack"];
            const { exitCode, stdout, all } = await clone.plumb("rehearse", stack, "--json", ...end, ...pack);
            assert.equal(exitCode, 0, all);
            const { created, resources, findings } = JSON.parse(stdout) as Rehearsed;
            assert.ok(created > 50, `${created} resources`);
            assert.ok(resources.length > 50, `${resources.length} in the account`);
            // A preview defers checks, which policyMutations.test.ts counts. The deployed state defers none (the pack would
            // report it), and has no mandatory finding.
            assert.ok(
                findings.length > 0,
                "the policies report nothing about deployed resources, not even waived findings",
            );
            assert.deepEqual(
                findings.filter(({ level, rule }) => level === "mandatory" || rule === "policy-pack"),
                [],
            );
            assert.match(all, /plumbline:emulator: a scratch emulator/);
            // Deleted resource by resource where it was asked for, with prod's protection taken off before.
            const deletes = end.length > 0;
            assert.equal(/Disabling the deletion protection/.test(all), deletes);
            assert.equal(/ aws:ec2:Vpc \S+ deleted /.test(all), deletes);
            assert.deepEqual(await leftFolders(clone), []);
            assert.equal(await clone.git("status", "--porcelain"), "");
        });
    }
});

describe("rehearsals of a small stack", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("clone with a small rehearsal", smallStack);
    });

    after(async () => {
        await clone.remove();
    });

    it("preview a stack on a machine without AWS", async () => {
        const { exitCode, all } = await clone.plumb("rehearse", "local", "--preview");
        assert.equal(exitCode, 0, all);
        assert.match(all, /\+ \d+ to create/);
        assert.deepEqual(await leftFolders(clone), []);
    });

    it("clean up when interrupted", async () => {
        const rehearsal = clone.start("rehearse", "local");
        await untilPrinted(rehearsal, / created /g, 1);
        rehearsal.kill("SIGINT");
        const { exitCode, all } = await rehearsal;
        assert.equal(exitCode, 130, all);
        assert.deepEqual(await leftFolders(clone), []);
    });
});

/** Folders of rehearsals that did not clean up. */
async function leftFolders(clone: Clone): Promise<string[]> {
    return (await clone.temporary()).filter((name) => name.startsWith("plumb-rehearse-"));
}

/** The output of `plumb rehearse --json`. */
interface Rehearsed {
    readonly created: number;
    readonly resources: readonly unknown[];
    readonly findings: readonly PolicyFinding[];
}
