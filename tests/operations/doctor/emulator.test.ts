import * as assert from "node:assert/strict";
import { examineSandbox } from "../../../operations/doctor/emulator";

describe("what doctor says about functions", () => {
    it("is where they run", () => {
        const { state, version } = examineSandbox({ sandboxed: true });
        assert.deepEqual([state, version], ["ok", "in a sandbox"]);
    });

    it("is why they have no sandbox, and does not keep anybody from working", () => {
        const found = examineSandbox({ sandboxed: false, reason: "unshare: Operation not permitted" });
        assert.deepEqual([found.state, found.version, found.optional], ["missing", "as you", true]);
        assert.match(found.advice ?? "", /read your files.*unshare: Operation not permitted.*security\.md/);
    });
});
