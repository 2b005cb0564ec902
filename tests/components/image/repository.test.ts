import assert from "node:assert/strict";

import { Repository, type RepositoryArgs } from "../../../components/image/repository";
import { KEY } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

describe("Repository", () => {
    const recording = recordOnce(() => new Repository("shop", { keyArn: KEY }));

    it("creates exactly this resource, without a policy: only the account may pull", () => {
        assert.deepEqual(recording().graph.counts(), {
            Repository: 1,
            "ecr.LifecyclePolicy": 1,
            "ecr.Repository": 1,
        });
    });

    it("has immutable tags, scans every push, and is encrypted with the stack's key", () => {
        const { inputs, protect } = recording().graph.one("ecr.Repository");
        assert.deepEqual(inputs, {
            name: "plumbline/unit/shop",
            imageTagMutability: "IMMUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
            encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
            forceDelete: false,
        });
        assert.equal(protect, true);
    });

    it("keeps 30 images, or the configured number, and untagged ones for a week", async () => {
        const rules = async (more: Partial<RepositoryArgs>): Promise<unknown> => {
            const { graph } = await record(() => new Repository("shop", { keyArn: KEY, ...more }));
            const { policy, repository } = graph.inputs("ecr.LifecyclePolicy");
            assert.equal(repository, "plumbline/unit/shop");
            const { rules: all } = JSON.parse(String(policy)) as { rules: Record<string, unknown>[] };
            return all.map((rule) => [rule["rulePriority"], rule["selection"], rule["action"]]);
        };
        const expected = (count: number) => [
            [
                1,
                { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
                { type: "expire" },
            ],
            [
                2,
                { tagStatus: "any", countType: "imageCountMoreThan", countNumber: count },
                { type: "expire" },
            ],
        ];
        assert.deepEqual(await rules({}), expected(30));
        assert.deepEqual(await rules({ keepImages: 5 }), expected(5));
    });

    it("can be deleted with its images where deletion is allowed", async () => {
        const { graph } = await record(() => new Repository("shop", { keyArn: KEY, protect: false }));
        assert.equal(graph.inputs("ecr.Repository")["forceDelete"], true);
        assert.equal(graph.one("ecr.Repository").protect, false);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Repository", [
            "repositoryUrl",
            "repositoryArn",
            "repositoryName",
        ]);
    });
});
