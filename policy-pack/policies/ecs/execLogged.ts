import { resourceRule } from "../../core/rule";

export const ecsExecLogged = resourceRule({
    name: "ecs-exec-logged",
    title: "ECS Exec sessions are logged",
    description: "ECS Exec opens a shell in a container; the log records its commands.",
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
