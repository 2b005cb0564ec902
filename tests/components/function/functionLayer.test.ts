import assert from "node:assert/strict";

import { FunctionLayer, type FunctionLayerArgs } from "../../../components/function/functionLayer";
import { record } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const CODE = "examples/components/function-layer/layer";
const versionOf = async (more: Partial<FunctionLayerArgs> = {}) => {
    const { graph } = await record(() => new FunctionLayer("prices", { code: CODE, ...more }));
    return graph.inputs("lambda.LayerVersion", "prices");
};

describe("FunctionLayer", () => {
    it("is a version of a folder, named after project and stack, and for anything", async () => {
        const inputs = await versionOf();
        assert.deepEqual(Object.keys(inputs).sort(), ["code", "layerName"]);
        assert.equal(inputs["layerName"], "plumbline-unit-prices");
    });

    it("may be for some runtimes and processors only", async () => {
        const inputs = await versionOf({ runtimes: ["nodejs24.x"], architectures: ["x86_64"] });
        assert.partialDeepStrictEqual(inputs, {
            compatibleRuntimes: ["nodejs24.x"],
            compatibleArchitectures: ["x86_64"],
        });
    });

    it("goes by way of a bucket, under a key of its content", async () => {
        // Any file will do: it is not read as an archive.
        const code = "examples/components/function-layer/layer/nodejs/prices.mjs";
        const { graph } = await record(() => new FunctionLayer("prices", { code, codeBucket: "code" }));
        const { inputs } = graph.one("s3.BucketObjectv2", "prices");
        assert.equal(inputs["bucket"], "code");
        assert.match(String(inputs["key"]), /^layers\/prices\/[0-9a-f]{24}\.zip$/);
        const { s3Bucket, s3Key, code: direct } = graph.inputs("lambda.LayerVersion", "prices");
        assert.deepEqual([s3Bucket, s3Key, direct], ["code", inputs["key"], undefined]);
    });

    it("registers its outputs", async () => {
        const recording = await record(() => new FunctionLayer("prices", { code: CODE }));
        await assertRegistered(recording, "FunctionLayer", ["versionArn"]);
    });
});
