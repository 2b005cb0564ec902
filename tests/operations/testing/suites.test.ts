import assert from "node:assert/strict";
import { needTools, suiteFor, suites } from "../../../operations/testing/suites";

describe("the suites of `plumb test`", () => {
    it("are all there is where the providers are built here", () => {
        assert.equal(suiteFor("unit", "built"), suites.unit);
    });

    it("leave out, and say so, what tests those providers where others are in use", () => {
        for (const kind of ["installed", "official"] as const) {
            const { title, commands } = suiteFor("unit", kind);
            assert.deepEqual(commands[0]?.args.slice(-2), ["--ignore", "tests/toolchain/built/**"]);
            assert.match(title, /without tests\/toolchain\/built/);
            assert.equal(suiteFor("engine", kind), suites.engine);
        }
    });

    it("need Pulumi and the emulator, or do not", () => {
        assert.equal(needTools(["lint", "types", "generated", "go"]), false);
        assert.equal(needTools(["lint", "unit"]), true);
        assert.equal(needTools(["engine"]), true);
    });
});
