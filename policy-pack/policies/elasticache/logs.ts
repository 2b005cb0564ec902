import { resourceRule } from "../../core/rule";

export const elasticacheLogs = resourceRule({
    name: "elasticache-logs",
    title: "Caches export their slow log",
    description: "Only the slow log identifies commands that blocked the cache.",
    severity: "low",
    profile: "shared",
    catalogues: {},
    remediation: "Add slow-log to logDeliveryConfigurations.",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html",
    types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
    check(cache) {
        const logs = cache.items("logDeliveryConfigurations").map((log) => log.word("logType", ""));
        if (!logs.includes("slow-log") && !logs.includes(undefined))
            cache.fail("logDeliveryConfigurations", "has no slow-log");
    },
});
