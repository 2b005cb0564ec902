import assert from "node:assert/strict";
import { Clone } from "./support/clone";
import { untilPrinted } from "./support/watch";

describe("rehearsals", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("rehearsing clone");
    });

    after(async () => {
        await clone.remove();
    });

    const leftFolders = async () =>
        (await clone.temporary()).filter((name) => name.startsWith("plumb-rehearse-"));

    it("preview a stack on a machine without AWS", async () => {
        const { exitCode, all } = await clone.plumb("rehearse", "staging", "--preview");
        assert.equal(exitCode, 0, all);
        assert.match(all, /\+ \d+ to create/);
        assert.deepEqual(await leftFolders(), []);
    });

    it("deploy prod's own configuration, keep every rule, show what that made, and leave nothing", async () => {
        const pack = ["--policy-pack", "policy-pack"];
        const { exitCode, stdout, all } = await clone.plumb("rehearse", "prod", "--json", ...pack);
        assert.equal(exitCode, 0, all);
        const { created, resources } = JSON.parse(stdout) as { created: number; resources: unknown[] };
        assert.ok(created > 50, `${created} resources`);
        assert.ok(resources.length > 50, `${resources.length} in the account`);
        assert.match(all, /plumbline:emulator: a scratch emulator/);
        assert.deepEqual(await leftFolders(), []);
        assert.equal(await clone.git("status", "--porcelain"), "");
    });

    it("clean up when interrupted", async () => {
        const rehearsal = clone.start("rehearse", "dev");
        await untilPrinted(rehearsal, / created /g, 1);
        rehearsal.kill("SIGINT");
        const { exitCode, all } = await rehearsal;
        assert.equal(exitCode, 130, all);
        assert.deepEqual(await leftFolders(), []);
    });
});
