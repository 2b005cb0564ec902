import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";

export const elasticacheFinalSnapshot = resourceRule({
    name: "elasticache-final-snapshot",
    title: "Caches take a final snapshot on deletion",
    description: "Deleting the cache deletes its automatic backups; the final snapshot remains.",
    severity: "low",
    profile: "live",
    catalogues: {},
    remediation: "Set finalSnapshotIdentifier to a name.",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
    check(cache) {
        if (isMissing(cache, "finalSnapshotIdentifier")) cache.fail("finalSnapshotIdentifier", "is not set");
    },
});
