import assert from "node:assert/strict";
import { suiteNames } from "../../../operations/test/suiteNames";
import { needTools, suiteFor } from "../../../operations/test/suites";

describe("the suites of `plumb test`", () => {
    it("are complete if the providers are built here", () => {
        const { title, commands } = suiteFor("unit", "built");
        assert.doesNotMatch(title, /without/);
        assert.ok(!commands[0]?.args.includes("--ignore"));
    });

    it("omit the tests of self-built providers if official ones are in use, and state this", () => {
        for (const kind of ["installed", "official"] as const) {
            const { title, commands } = suiteFor("unit", kind);
            assert.deepEqual(commands[0]?.args.slice(-2), ["--ignore", "tests/toolchain/built/**"]);
            assert.match(title, /without tests\/toolchain\/built/);
            assert.deepEqual(suiteFor("engine", kind), suiteFor("engine", "built"));
        }
    });

    it("run every engine test once, the longest first", () => {
        const labels = suiteFor("engine", "built").commands.map(({ label }) => label);
        assert.equal(new Set(labels).size, labels.length);
        assert.deepEqual(labels.slice(0, 3), ["lifecycle", "drift", "interrupted"]);
        assert.ok(labels.includes("examples") && labels.includes("policyPack"));
    });

    it("name each command differently, because outputs are interleaved", () => {
        for (const name of suiteNames) {
            const labels = suiteFor(name, "built").commands.map(({ label }) => label);
            assert.equal(new Set(labels).size, labels.length, labels.join());
        }
    });

    it("require Pulumi and the emulator, or not", () => {
        assert.equal(needTools(["lint", "types", "generated", "go"]), false);
        assert.equal(needTools(["lint", "unit"]), true);
        assert.equal(needTools(["engine"]), true);
    });
});
