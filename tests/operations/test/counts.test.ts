import assert from "node:assert/strict";
import { countGoTests, countMocha, sum } from "../../../operations/test/counts";

describe("counting tests", () => {
    it("reads the summary of mocha", () => {
        assert.deepEqual(countMocha("  ✔ a\n\n  12 passing (3s)\n  1 failing\n"), { passed: 12, failed: 1 });
        assert.deepEqual(countMocha("  2 passing (9ms)\n"), { passed: 2, failed: 0 });
    });

    it("counts a missing summary as unknown, not as zero", () => {
        assert.equal(countMocha("Error: Cannot find module"), undefined);
        assert.equal(countGoTests("go: no such file"), undefined);
    });

    it("counts Go tests, and a package that does not compile as a failed one", () => {
        const events = [
            { Action: "pass", Package: "p", Test: "TestA" },
            { Action: "fail", Package: "p", Test: "TestB" },
            { Action: "fail", Package: "p" },
            { Action: "build-fail", ImportPath: "q" },
        ];
        const output = events.map((event) => JSON.stringify(event)).join("\n");
        assert.deepEqual(countGoTests(output), { passed: 1, failed: 2 });
    });

    it("adds counts", () => {
        const counts = [
            { passed: 1, failed: 0 },
            { passed: 2, failed: 3 },
        ];
        assert.deepEqual(sum(counts), { passed: 3, failed: 3 });
    });
});
