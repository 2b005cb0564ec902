import { resourceRule } from "../../core/rule";
import { isMember } from "./caches";

export const elasticacheSubnetGroup = resourceRule({
    name: "elasticache-subnet-group",
    title: "Caches have a subnet group",
    description: "Without a subnet group, a cache uses the default VPC, whose subnets are public.",
    severity: "high",
    catalogues: { fsbp: ["ElastiCache.7"], checkov: ["CKV_AWS_323"], cdkNag: ["AwsSolutions-AEC1"] },
    remediation: "Set subnetGroupName (subnetIds of a serverless cache).",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-7",
    // Names that Pulumi chooses are known later.
    deferred: ["subnetGroupName"],
    types: [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:elasticache/cluster:Cluster",
        "aws:elasticache/serverlessCache:ServerlessCache",
    ],
    check(cache) {
        if (isMember(cache)) return;
        if (cache.type.endsWith(":ServerlessCache")) {
            if (!cache.isSet("subnetIds")) cache.fail("subnetIds", "is not set");
            return;
        }
        const name = cache.word("subnetGroupName", "");
        if (name === "") cache.fail("subnetGroupName", "is not set");
        else if (name === "default") cache.fail("subnetGroupName", "is the default group");
    },
});
