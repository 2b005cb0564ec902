import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";
import { isMember } from "./caches";

export const elasticacheAuthentication = resourceRule({
    name: "elasticache-authentication",
    title: "Caches require authentication",
    description: "Without authentication, every client that reaches the port can read and change all data.",
    severity: "high",
    catalogues: { fsbp: ["ElastiCache.6"], checkov: ["CKV_AWS_31"], cdkNag: ["AwsSolutions-AEC6"] },
    remediation:
        "Set authToken or userGroupIds (userGroupId of a serverless cache); replace a single node by a ReplicationGroup.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-6",
    types: [
        "aws:elasticache/cluster:Cluster",
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:elasticache/serverlessCache:ServerlessCache",
    ],
    check(cache) {
        if (cache.type.endsWith(":Cluster")) {
            // Memcached knows no tokens, single nodes of the others take none.
            if (!isMember(cache) && /^(redis|valkey)$/.test(cache.word("engine", "") ?? ""))
                cache.fail("engine", "has no authentication on a single node");
        } else if (cache.type.endsWith(":ServerlessCache")) {
            if (cache.word("engine", "") !== "memcached" && isMissing(cache, "userGroupId"))
                cache.fail("userGroupId", "is not set");
        } else if (isMissing(cache, "authToken") && !cache.isSet("userGroupIds")) {
            cache.fail("authToken", "is not set, and neither is userGroupIds");
        }
    },
});
