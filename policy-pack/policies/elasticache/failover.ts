import { resourceRule } from "../../core/rule";

export const elasticacheFailover = resourceRule({
    name: "elasticache-failover",
    title: "Caches fail over to another zone by themselves",
    description: "Without a replica in another zone, a cache is away and empty when its zone fails.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["ElastiCache.3"], checkov: ["CKV2_AWS_50"], cdkNag: ["AwsSolutions-AEC4"] },
    remediation: "Set automaticFailoverEnabled and multiAzEnabled to true, with a replica at least.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-3",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
    check(cache) {
        for (const key of ["automaticFailoverEnabled", "multiAzEnabled"]) {
            if (cache.boolean(key, false) === false) cache.fail(key, "is not true");
        }
    },
});
