import assert from "node:assert/strict";
import { Clone } from "../support/clone";

/** The whole sample platform, just deployed. */
describe("drift of the local stack", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("clone with a drill");
        const { exitCode, all } = await clone.plumb("up");
        assert.equal(exitCode, 0, all);
    });

    after(async () => {
        await clone.remove();
    });

    it("from the fire drill is detected for at least 95 % of the types, and corrected; docs/drift.md has the same figures", async () => {
        const { exitCode, stdout, all } = await clone.plumb(
            "drift",
            "drill",
            "--json",
            "--table",
            "docs/drift.md",
        );
        assert.equal(exitCode, 0, all);
        const { percent, results, left } = JSON.parse(stdout) as {
            percent: number;
            results: { kind: string; detected: boolean; reason?: string }[];
            left: unknown[];
        };
        assert.ok(percent >= 95, `${percent} %`);
        assert.ok(results.length > 200, `${results.length} exercises`);
        assert.deepEqual(
            results.filter(({ detected, reason }) => !detected && reason === undefined),
            [],
            "every miss has a reason",
        );
        const untagged = results.filter(({ kind }) => kind === "untag");
        assert.ok(untagged.length > 5 && untagged.every(({ detected }) => detected), "default tags");
        assert.deepEqual(left, [], "a repaired stack is clean");
        assert.equal(await clone.git("diff", "--stat", "docs/drift.md"), "", "npm run drill writes it anew");
    });
});
