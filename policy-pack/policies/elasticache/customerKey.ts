import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const elasticacheCustomerKey = resourceRule({
    name: "elasticache-customer-key",
    title: "Caches are encrypted with a customer key",
    description: "A customer key makes access to data visible, limitable and revocable.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_191"] },
    remediation: "Set kmsKeyId to the ARN of a key.",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
    types: [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:elasticache/serverlessCache:ServerlessCache",
    ],
    check(cache) {
        assertOwnKey(cache, "kmsKeyId");
    },
});
