import { resourceRule } from "../../../core/rule";
import { CLUSTER_INSTANCE, INSTANCE } from "../databases";

export const rdsPerformanceInsights = resourceRule({
    name: "rds-performance-insights",
    title: "Databases have Performance Insights",
    description: "Performance Insights records which statements slow the database down.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_353"] },
    remediation: "Set performanceInsightsEnabled to true.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html",
    types: [INSTANCE, CLUSTER_INSTANCE],
    check(server) {
        if (server.boolean("performanceInsightsEnabled", false) === false)
            server.fail("performanceInsightsEnabled", "is not true");
    },
});
