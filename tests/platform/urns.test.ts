import assert from "node:assert/strict";

import { recordStack, STACKS } from "../support/program";
import { explainChange, pinnedUrns } from "./urns/pinned";

describe("URNs", () => {
    for (const stack of STACKS) {
        it(`of stack ${stack} match the pinned ones`, async () => {
            const { graph } = await recordStack(stack);
            const change = explainChange(stack, pinnedUrns(stack), graph.urns());
            assert.ok(change === undefined, change);
        });
    }

    it("are the same in the preview of a new stack, with unknown values", async () => {
        const { graph } = await recordStack("prod", { preview: true });
        assert.deepEqual(graph.urns(), pinnedUrns("prod"));
    });

    it("have an explanation for each change", () => {
        const change = explainChange("prod", ["urn:a", "urn:b"], ["urn:b", "urn:c"]) ?? "";
        assert.match(change, /^ {2}gone: {2}urn:a$/m);
        assert.match(change, /^ {2}added: urn:c$/m);
        assert.match(change, /aliases/);
        assert.doesNotMatch(change, /urn:b/);
    });

    it("in another order are no change", () => {
        assert.equal(explainChange("prod", ["urn:a", "urn:b"], ["urn:b", "urn:a"]), undefined);
    });
});
