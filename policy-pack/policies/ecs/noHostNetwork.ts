import { resourceRule } from "../../core/rule";
import { TASK_DEFINITIONS } from "./containers";

export const ecsNoHostNetwork = resourceRule({
    name: "ecs-no-host-network",
    title: "Tasks do not use the host network",
    description:
        "On the host network, a task has no security group of its own and can capture traffic of other tasks.",
    severity: "high",
    catalogues: { fsbp: ["ECS.17", "ECS.1"] },
    remediation: "Set networkMode to awsvpc.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-17",
    types: TASK_DEFINITIONS,
    check(task) {
        if (task.word("networkMode", "bridge") === "host") task.fail("networkMode", "is host");
    },
});
