import { stackRule } from "../../core/rule";
import type { StackResource } from "../../core/stackView";
import { TASK_DEFINITIONS } from "../support/containers";

export const ecsSeparateRoles = stackRule({
    name: "ecs-separate-roles",
    title: "What starts a task and what it does have different roles",
    description:
        "With one role for both, the application may read every secret and image that ECS needs to start it.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_249"] },
    mend: "Give executionRoleArn and taskRoleArn a role each.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
    check(stack) {
        const roles = stack.all("aws:iam/role:Role");
        for (const task of stack.all(...TASK_DEFINITIONS)) {
            const isShared = roles.some(
                (role) => task.refersTo("executionRoleArn", role) && task.refersTo("taskRoleArn", role),
            );
            if (isShared || isSame(task)) task.fail("taskRoleArn", "is the same role as executionRoleArn");
        }
    },
});

/** Of roles that are not in the stack. */
function isSame(task: StackResource): boolean {
    if (task.isUnknown("executionRoleArn") || task.isUnknown("taskRoleArn")) return false;
    const arn = task.string("taskRoleArn", "");
    return arn !== undefined && arn !== "" && arn === task.string("executionRoleArn", "");
}
