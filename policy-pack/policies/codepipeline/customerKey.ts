import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const codepipelineCustomerKey = resourceRule({
    name: "codepipeline-customer-key",
    title: "Pipeline artefacts are encrypted with a customer key",
    description: "Artefacts run in production; write access to them controls production.",
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
