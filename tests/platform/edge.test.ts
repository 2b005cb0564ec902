/** Whether a stack has anything in us-east-1: decided by the program, and known from the settings alone. */
import assert from "node:assert/strict";

import { hasEdge } from "../../config/derived/edge";
import { readStackFile } from "../../config/stackFile";
import { validate } from "../../config/validate";
import { recordStack, ROOT, STACKS } from "../support/program";

const has = (stack: string): boolean =>
    hasEdge(validate(readStackFile(ROOT, stack), stack, ROOT, "plumbline"));

describe("what a stack has in us-east-1", () => {
    it("is known from the settings", async () => {
        for (const stack of STACKS) {
            const { graph } = await recordStack(stack);
            assert.equal(graph.all("Edge").length > 0, has(stack), stack);
        }
        assert.deepEqual(new Set(STACKS.map(has)), new Set([true, false]));
    }).timeout(120_000);
});
