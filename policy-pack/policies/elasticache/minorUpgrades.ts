import { resourceRule } from "../../core/rule";

export const elasticacheMinorUpgrades = resourceRule({
    name: "elasticache-minor-upgrades",
    title: "Caches install minor upgrades automatically",
    description: "Minor versions fix vulnerabilities that become public with the release.",
    severity: "high",
    catalogues: { fsbp: ["ElastiCache.2"], checkov: ["CKV_AWS_322"] },
    remediation: "Set autoMinorVersionUpgrade to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-2",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"],
    check(cache) {
        if (cache.boolean("autoMinorVersionUpgrade", true) === false)
            cache.fail("autoMinorVersionUpgrade", "is false");
    },
});
