import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const codepipelineCustomerKey = resourceRule({
    name: "codepipeline-customer-key",
    title: "What pipelines pass on is encrypted with a customer key",
    description: "Artefacts become what runs in production: who can change them owns it.",
    severity: "medium",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_219"] },
    remediation: "Set encryptionKey of each of artifactStores.",
    url: "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
    types: ["aws:codepipeline/pipeline:Pipeline"],
    check(pipeline) {
        for (const store of pipeline.items("artifactStores")) {
            assertOwnKey(store, "encryptionKey.id");
        }
    },
});
