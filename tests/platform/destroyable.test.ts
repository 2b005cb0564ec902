/** An unprotected stack can be destroyed with what has grown in it: content, images, recovery points. */
import assert from "node:assert/strict";

import type { Recorded } from "../support/graph";
import { recordExtra } from "./support/extra";

/** Inputs without which AWS refuses to delete a resource that is in use, by kind. */
const FORCED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "s3.Bucket": { forceDestroy: true },
    "ecr.Repository": { forceDelete: true },
    "backup.Vault": { forceDestroy: true },
    "synthetics.Canary": { deleteLambda: true },
    "rds.Cluster": { deletionProtection: false, skipFinalSnapshot: true },
    "rds.Instance": { deletionProtection: false, skipFinalSnapshot: true },
    "dynamodb.Table": { deletionProtectionEnabled: false },
    "cognito.UserPool": { deletionProtection: "INACTIVE" },
    "lb.LoadBalancer": { enableDeletionProtection: false },
};

describe("an unprotected stack", () => {
    let resources: readonly Recorded[];

    before(async () => {
        ({ resources } = (await recordExtra()).graph);
    });

    it("gives AWS leave to delete what is not empty", () => {
        for (const [kind, wanted] of Object.entries(FORCED)) {
            const found = resources.filter((resource) => resource.kind === kind);
            assert.ok(found.length > 0, kind);
            for (const { name, inputs } of found) {
                for (const [key, value] of Object.entries(wanted))
                    assert.equal(inputs[key], value, `${kind} ${name} ${key}`);
            }
        }
    });

    it("protects nothing", () => {
        assert.deepEqual(
            resources.filter(({ protect }) => protect).map(({ urn }) => urn),
            [],
        );
    });
});
