import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import { rules } from "../../policy-pack/policies";
import { rulesWithTable } from "./support/tables";

const folder = path.join(__dirname, "policies");
const load = createRequire(__filename);

// Loaded here as well, so that this file knows all tables when it runs alone; Node loads each file once.
for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (file.endsWith(".test.ts")) load(path.join(folder, file));
}

describe("the rule tables", () => {
    it("exist for every rule", () => {
        const tested = rulesWithTable();
        assert.deepEqual(
            rules.map(({ name }) => name).filter((name) => !tested.has(name)),
            [],
        );
    });
});
