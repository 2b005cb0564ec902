import { resourceRule } from "../../core/rule";
import { CONTAINERS, containers, TASK_DEFINITIONS } from "./containers";

export const ecsNotRoot = resourceRule({
    name: "ecs-not-root",
    title: "Containers do not run as root",
    description: "A root process needs fewer kernel vulnerabilities to escape its container.",
    severity: "medium",
    catalogues: { fsbp: ["ECS.20", "ECS.1"] },
    remediation: "Set user of the container to a non-root user.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
    deferred: [CONTAINERS],
    types: TASK_DEFINITIONS,
    check(task) {
        for (const container of containers(task)) {
            const user = container.word("user", "");
            if (user === "") container.fail("user", "is not set: the image decides, mostly for root");
            else if (user !== undefined && /^(root|0+)(:|$)/.test(user)) container.fail("user", "is root");
        }
    },
});
