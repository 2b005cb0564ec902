import { resourceRule } from "../../core/rule";
import { TASK_DEFINITIONS } from "./containers";

export const ecsNoHostProcesses = resourceRule({
    name: "ecs-no-host-processes",
    title: "Tasks do not see processes of their host",
    description: "Who sees the processes of the host sees other tasks, and what they were started with.",
    severity: "high",
    catalogues: { fsbp: ["ECS.3"], checkov: ["CKV_AWS_335"] },
    remediation: "Remove pidMode and ipcMode, or set them to task.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3",
    types: TASK_DEFINITIONS,
    check(task) {
        for (const key of ["pidMode", "ipcMode"]) {
            if (task.word(key, "") === "host") task.fail(key, "is host");
        }
    },
});
