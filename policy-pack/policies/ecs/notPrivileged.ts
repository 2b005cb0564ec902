import { resourceRule } from "../../core/rule";
import { CONTAINERS, containers, TASK_DEFINITIONS } from "./containers";

export const ecsNotPrivileged = resourceRule({
    name: "ecs-not-privileged",
    title: "Containers run without privileges",
    description: "A privileged container has root access to its host: one exploit exposes the whole host.",
    severity: "high",
    catalogues: { fsbp: ["ECS.4"], checkov: ["CKV_AWS_334"] },
    remediation: "Set privileged of the container to false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
    deferred: [CONTAINERS],
    types: TASK_DEFINITIONS,
    check(task) {
        for (const container of containers(task)) {
            if (container.boolean("privileged", false) === true) container.fail("privileged", "is true");
        }
    },
});
