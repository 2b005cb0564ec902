import assert from "node:assert/strict";
import { quicker } from "../../../operations/engine/environment";

describe("what makes Pulumi quicker", () => {
    const own = process.env;

    afterEach(() => {
        process.env = own;
    });

    it("has the engine compare several resources at once", () => {
        process.env = { ...own, PULUMI_PARALLEL_DIFF: undefined };
        assert.equal(quicker()["PULUMI_PARALLEL_DIFF"], "true");
    });

    it("leaves what somebody has set", () => {
        process.env = { ...own, PULUMI_PARALLEL_DIFF: "false" };
        assert.equal(quicker()["PULUMI_PARALLEL_DIFF"], "false");
    });
});
