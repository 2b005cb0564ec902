import type { Mutation } from "../../mutations/mutation";

export const codepipeline: readonly Mutation[] = [
    {
        rule: "codepipeline-customer-key",
        stack: "local",
        type: "aws:codepipeline/pipeline:Pipeline",
        set: { "artifactStores.0.encryptionKey": undefined },
    },
];
