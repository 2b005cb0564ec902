import type { StackResource } from "../../core/reading/stackView";
import { stackRule } from "../../core/rule";
import { TASK_DEFINITIONS } from "./containers";

const ROLES = ["executionRoleArn", "taskRoleArn"];

export const ecsSeparateRoles = stackRule({
    name: "ecs-separate-roles",
    title: "Tasks have separate execution and task roles",
    description:
        "With one role for both, the application can read every secret and image that ECS needs to start it.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_249"] },
    remediation: "Set executionRoleArn and taskRoleArn to different roles.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
    deferred: ROLES,
    check(stack) {
        const roles = stack.all("aws:iam/role:Role");
        for (const task of stack.all(...TASK_DEFINITIONS)) {
            const isShared = roles.some((role) => ROLES.every((property) => task.refersTo(property, role)));
            const areOurs = ROLES.every((property) => roles.some((role) => task.refersTo(property, role)));
            if (isShared || (!areOurs && isSame(task)))
                task.fail("taskRoleArn", "is the same role as executionRoleArn");
        }
    },
});

/** Of roles that are not in the stack. */
function isSame(task: StackResource): boolean {
    const [own, other] = ROLES.map((property) => task.string(property, ""));
    return own !== undefined && own !== "" && own === other;
}
