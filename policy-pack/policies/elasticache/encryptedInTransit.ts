import { resourceRule } from "../../core/rule";
import { isMember, isSecondary } from "./caches";

export const elasticacheEncryptedInTransit = resourceRule({
    name: "elasticache-encrypted-in-transit",
    title: "Caches require TLS",
    description: "Without TLS, attackers on the network can read requests, tokens included.",
    severity: "medium",
    catalogues: { fsbp: ["ElastiCache.5"], checkov: ["CKV_AWS_30"], cdkNag: ["AwsSolutions-AEC3"] },
    remediation: "Set transitEncryptionEnabled to true, and transitEncryptionMode to required.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-5",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"],
    check(cache) {
        if (isMember(cache)) return;
        if (cache.boolean("transitEncryptionEnabled", false) === false && !isSecondary(cache))
            cache.fail("transitEncryptionEnabled", "is not true");
        if (cache.word("transitEncryptionMode", "required") === "preferred")
            cache.fail("transitEncryptionMode", "is preferred, not required");
    },
});
