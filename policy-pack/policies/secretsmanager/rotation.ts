import { stackRule } from "../../core/rule";
import { daysOf } from "./schedules";

const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";

export const secretsRotation = stackRule({
    name: "secrets-rotation",
    title: "Secrets are rotated",
    description: "A secret without rotation leaks to more people and logs over time.",
    severity: "medium",
    profile: "advice",
    catalogues: {
        fsbp: ["SecretsManager.1", "SecretsManager.4"],
        checkov: ["CKV_AWS_304", "CKV2_AWS_57"],
        cdkNag: ["AwsSolutions-SMG4"],
    },
    remediation: "Add a SecretRotation for the secret with a rotation period within the limit.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1",
    settings: {
        days: {
            type: "integer",
            minimum: 1,
            default: 90,
            description: "Maximum time between rotations, in days.",
        },
    },
    check(stack, settings) {
        const longest = settings.number("days");
        for (const secret of stack.all("aws:secretsmanager/secret:Secret")) {
            if (stack.referring(ROTATION, "secretId", secret).length === 0)
                secret.fail("name", "is the secretId of no SecretRotation");
        }
        // Also of secrets of other programs.
        for (const rotation of stack.all(ROTATION)) {
            const path = "rotationRules.automaticallyAfterDays";
            const days = rotation.number(path, 1);
            if (days !== undefined && days > longest) rotation.fail(path, `is a number above ${longest}`);
            const schedule = "rotationRules.scheduleExpression";
            if ((daysOf(rotation.string(schedule, "") ?? "") ?? 0) > longest)
                rotation.fail(schedule, `leaves more than ${longest} days between rotations`);
        }
    },
});
