import { resourceRule } from "../../core/rule";

export const elasticacheFailover = resourceRule({
    name: "elasticache-failover",
    title: "Caches have automatic failover across zones",
    description: "Without a replica in another zone, a zone failure makes the cache unavailable and empty.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["ElastiCache.3"], checkov: ["CKV2_AWS_50"], cdkNag: ["AwsSolutions-AEC4"] },
    remediation: "Set automaticFailoverEnabled and multiAzEnabled to true, with at least one replica.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-3",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
    check(cache) {
        for (const key of ["automaticFailoverEnabled", "multiAzEnabled"]) {
            if (cache.boolean(key, false) === false) cache.fail(key, "is not true");
        }
    },
});
