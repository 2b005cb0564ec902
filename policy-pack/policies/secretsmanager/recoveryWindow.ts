import { resourceRule } from "../../core/rule";

export const secretsRecoveryWindow = resourceRule({
    name: "secrets-recovery-window",
    title: "Secrets have a recovery window",
    description: "Immediate deletion of a secret cuts off access to databases and other systems.",
    severity: "medium",
    profile: "prod",
    catalogues: {},
    remediation: "Set recoveryWindowInDays to at least the minimum of the rule, or leave it out for 30.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
    settings: {
        days: {
            type: "integer",
            minimum: 7,
            maximum: 30,
            default: 7,
            description: "Minimum window, in days.",
        },
    },
    types: ["aws:secretsmanager/secret:Secret"],
    check(secret, settings) {
        const days = secret.number("recoveryWindowInDays", 30);
        if (days !== undefined && days < settings.number("days")) {
            secret.fail("recoveryWindowInDays", `is a number below ${settings.number("days")}`);
        }
    },
});
