import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";

import { allBuilt, endProjects, faults, projectWith } from "./project";

const CODE = {
    "functions/a/index.mjs": "export const handler = async () => {};\n",
    "layers/prices/nodejs/prices.mjs": "export const inEuro = String;\n",
};
const ARN = "arn:aws:lambda:eu-west-1:111122223333:layer:other:1";
const using = (...layers: string[]) => ({ a: { code: "functions/a", layers } });

describe("layers of a stack", () => {
    after(endProjects);

    it("are archives of their folders, in which files may be run as there", () => {
        const folder = projectWith(CODE);
        const layers = { prices: "layers/prices" };
        const before = allBuilt(folder, using("prices", ARN), { layers }).layers["prices"]!.code;
        assert.match(before, /^\.plumb\/code\/[0-9a-f]{24}\.zip$/);
        chmodSync(join(folder, "layers/prices/nodejs/prices.mjs"), 0o755);
        assert.notEqual(allBuilt(folder, using("prices"), { layers }).layers["prices"]!.code, before);
    });

    it("must be there, and for the function that has them", () => {
        const folder = projectWith(CODE);
        const layers = {
            prices: { code: "layers/prices", runtimes: ["python3.13"], architectures: ["x86_64"] },
        };
        assert.deepEqual(faults(folder, using("price"), { layers }), [
            'plumbline:functions.a.layers[0]: "price" does not exist below plumbline:layers; there are prices; did you mean "prices"?',
        ]);
        assert.deepEqual(faults(folder, using(ARN, "prices"), { layers }), [
            'plumbline:functions.a.layers[1]: "prices" is not allowed, because the layer is for python3.13, not nodejs22.x',
            'plumbline:functions.a.layers[1]: "prices" is not allowed, because the layer is for x86_64, not arm64',
        ]);
    });

    it("must be folders with something in them", () => {
        const folder = projectWith(CODE);
        assert.deepEqual(faults(folder, {}, { layers: { prices: "layers/price" } }), [
            'plumbline:layers.prices.code: "layers/price" is not allowed; it must be a folder below the project',
        ]);
    });
});
