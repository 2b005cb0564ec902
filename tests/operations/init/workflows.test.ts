import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { deployWorkflow, driftWorkflow, previewWorkflow } from "../../../operations/init/workflows";
import { ROOT } from "../../support/program";

describe("the workflows of a new project", () => {
    // What holds for the repository's own, which linters and tests look at, holds for them.
    const own = {
        project: "plumbline",
        stacks: [
            { stack: "dev", account: "111111111111", region: "eu-west-1" },
            { stack: "staging", account: "222222222222", region: "eu-west-1" },
            { stack: "prod", account: "333333333333", region: "eu-west-1" },
        ],
        plumb: "./plumb",
        policyPack: "policy-pack",
    };
    for (const [file, workflow] of Object.entries({
        "preview.yml": previewWorkflow,
        "deploy.yml": deployWorkflow,
        "drift.yml": driftWorkflow,
    })) {
        it(`are those of this repository: ${file}`, () => {
            const written = readFileSync(path.join(ROOT, ".github/workflows", file), "utf8");
            assert.equal(workflow(own), written);
        });
    }
});
