import { resourceRule } from "../../../core/rule";
import { CLUSTER_INSTANCE, INSTANCE } from "../databases";

export const rdsPerformanceInsights = resourceRule({
    name: "rds-performance-insights",
    title: "Databases record what they spend their time on",
    description:
        "Without Performance Insights nobody can say which statement made the database slow last night.",
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
