import { resourceRule } from "../../core/rule";

export const secretsRecoveryWindow = resourceRule({
    name: "secrets-recovery-window",
    title: "Secrets that are deleted can be brought back",
    description: "A secret that goes at once takes along the way into databases and other systems.",
    severity: "medium",
    profile: "prod",
    catalogues: {},
    remediation: "Set recoveryWindowInDays to at least as many days, or leave it out for 30.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
    settings: {
        days: {
            type: "integer",
            minimum: 7,
            maximum: 30,
            default: 7,
            description: "Shortest window, in days.",
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
