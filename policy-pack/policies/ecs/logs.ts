import { resourceRule } from "../../core/rule";
import { CONTAINERS, containers, TASK_DEFINITIONS } from "./containers";

export const ecsLogs = resourceRule({
    name: "ecs-logs",
    title: "Containers have a log driver",
    description: "Without a log driver, output and failure reasons disappear with the container.",
    severity: "high",
    catalogues: { fsbp: ["ECS.9"], cdkNag: ["AwsSolutions-ECS7"] },
    remediation: "Set logConfiguration of the container, with a logDriver such as awslogs.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9",
    deferred: [CONTAINERS],
    types: TASK_DEFINITIONS,
    check(task) {
        for (const container of containers(task)) {
            const driver = container.word("logConfiguration.logDriver", "");
            if (driver === "" || driver === "none")
                container.fail("logConfiguration.logDriver", "is not set");
        }
    },
});
