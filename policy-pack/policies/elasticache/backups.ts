import { resourceRule } from "../../core/rule";
import { isMember } from "./caches";

export const elasticacheBackups = resourceRule({
    name: "elasticache-backups",
    title: "Caches are backed up",
    description: "An empty cache after a failure sends its full load to the database.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["ElastiCache.1"], checkov: ["CKV_AWS_134"] },
    remediation: "Set snapshotRetentionLimit to the days that a restore must reach back.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-1",
    settings: {
        days: {
            type: "integer",
            minimum: 1,
            maximum: 35,
            default: 1,
            description: "Minimum retention of backups, in days.",
        },
    },
    types: [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:elasticache/cluster:Cluster",
        "aws:elasticache/serverlessCache:ServerlessCache",
    ],
    check(cache, settings) {
        if (isMember(cache) || cache.word("engine", "") === "memcached") return;
        const days = cache.number("snapshotRetentionLimit", 0);
        const minimum = settings.number("days");
        if (days !== undefined && days < minimum)
            cache.fail("snapshotRetentionLimit", `is a number below ${minimum}`);
    },
});
