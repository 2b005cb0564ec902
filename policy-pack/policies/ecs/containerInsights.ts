import { resourceRule } from "../../core/rule";

export const ecsContainerInsights = resourceRule({
    name: "ecs-container-insights",
    title: "Clusters have Container Insights",
    description: "Container Insights shows which tasks run out of memory or restart.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["ECS.12"], checkov: ["CKV_AWS_65"], cdkNag: ["AwsSolutions-ECS4"] },
    remediation: "Set containerInsights in settings to enabled or enhanced.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12",
    types: ["aws:ecs/cluster:Cluster"],
    check(cluster) {
        const measured = cluster
            .items("settings")
            .filter((setting) => setting.word("name", "") === "containerinsights")
            .some((setting) => ["enabled", "enhanced", undefined].includes(setting.word("value", "")));
        if (!measured) cluster.fail("settings", "has no containerInsights that is enabled");
    },
});
