import { resourceRule } from "../../core/rule";
import { TASK_DEFINITIONS } from "./containers";

export const ecsNoHostProcesses = resourceRule({
    name: "ecs-no-host-processes",
    title: "Tasks do not share processes with their host",
    description: "Access to host processes exposes other tasks and their start parameters.",
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
