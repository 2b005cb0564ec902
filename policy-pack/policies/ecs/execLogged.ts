import { resourceRule } from "../../core/rule";

export const ecsExecLogged = resourceRule({
    name: "ecs-exec-logged",
    title: "What people do inside of containers is logged",
    description: "ECS Exec opens a shell in a container; without a log nobody knows what was done there.",
    severity: "medium",
    catalogues: { checkov: ["CKV_AWS_223"] },
    remediation: "Set logging of executeCommandConfiguration to DEFAULT or OVERRIDE.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    types: ["aws:ecs/cluster:Cluster"],
    check(cluster) {
        const logging = "configuration.executeCommandConfiguration.logging";
        if (cluster.word(logging, "default") === "none") cluster.fail(logging, "is NONE");
    },
});
