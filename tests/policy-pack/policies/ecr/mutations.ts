import { document } from "../../support/documents";
import type { Mutation } from "../../mutations/mutation";

const REPOSITORY = { type: "aws:ecr/repository:Repository", name: "shop" } as const;

export const ecr: readonly Mutation[] = [
    {
        rule: "ecr-customer-key",
        ...REPOSITORY,
        set: { encryptionConfigurations: [{ encryptionType: "AES256" }] },
    },
    { rule: "ecr-immutable-tags", ...REPOSITORY, set: { imageTagMutability: "MUTABLE" } },
    { rule: "ecr-lifecycle", type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", name: "shop", remove: true },
    { rule: "ecr-no-force-delete", ...REPOSITORY, set: { forceDelete: true } },
    {
        rule: "ecr-not-public",
        add: [
            {
                type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
                props: {
                    repository: "shop",
                    policy: document({ Action: "ecr:BatchGetImage", Principal: "*" }),
                },
            },
        ],
    },
    { rule: "ecr-scan", ...REPOSITORY, set: { "imageScanningConfiguration.scanOnPush": false } },
];
