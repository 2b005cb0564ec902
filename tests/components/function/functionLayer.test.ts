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

    it("registers its outputs", async () => {
        const recording = await record(() => new FunctionLayer("prices", { code: CODE }));
        await assertRegistered(recording, "FunctionLayer", ["versionArn"]);
    });
});
