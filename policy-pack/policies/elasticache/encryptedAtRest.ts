import { resourceRule } from "../../core/rule";
import { isSecondary } from "./caches";

export const elasticacheEncryptedAtRest = resourceRule({
    name: "elasticache-encrypted-at-rest",
    title: "Caches are encrypted at rest",
    description: "Backups and swap files of a cache contain sessions and personal data.",
    severity: "medium",
    catalogues: { fsbp: ["ElastiCache.4"], checkov: ["CKV_AWS_29"], cdkNag: ["AwsSolutions-AEC3"] },
    remediation: "Set atRestEncryptionEnabled to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-4",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
    check(cache) {
        if (cache.boolean("atRestEncryptionEnabled", false) === false && !isSecondary(cache))
            cache.fail("atRestEncryptionEnabled", "is not true");
    },
});
