import { resourceRule } from "../../core/rule";
import { CONTAINERS, containers, TASK_DEFINITIONS } from "./containers";

export const ecsReadOnlyRoot = resourceRule({
    name: "ecs-read-only-root",
    title: "Containers have a read-only root file system",
    description: "On a writable file system, attackers can install tools.",
    severity: "high",
    catalogues: { fsbp: ["ECS.5"], checkov: ["CKV_AWS_336"] },
    remediation:
        "Set readonlyRootFilesystem of the container to true, with volumes for files that it writes.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
    deferred: [CONTAINERS],
    types: TASK_DEFINITIONS,
    check(task) {
        for (const container of containers(task)) {
            if (container.boolean("readonlyRootFilesystem", false) === false)
                container.fail("readonlyRootFilesystem", "is not true");
        }
    },
});
