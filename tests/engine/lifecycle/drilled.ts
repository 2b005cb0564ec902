import assert from "node:assert/strict";
import type { Clone } from "../support/clone";

/** The drill of drift on the deployed sample, which it leaves as it was. */
export function drilled(get: () => Clone): void {
    it("shows drift of at least 95 % of the types in the drill, and corrects it; docs/drift.md has the same figures", async () => {
        const clone = get();
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
}
