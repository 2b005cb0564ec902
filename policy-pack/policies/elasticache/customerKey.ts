import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const elasticacheCustomerKey = resourceRule({
    name: "elasticache-customer-key",
    title: "Caches are encrypted with a customer key",
    description: "With a key of one's own, access to data can be seen, limited and ended.",
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
