import { resourceRule } from "../../core/rule";

export const backupRetention = resourceRule({
    name: "backup-retention",
    title: "Recovery points are kept for a minimum time",
    description: "Mistakes often surface days later, after shorter backups have expired.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation: "Set lifecycle.deleteAfter of the rule to the days that a restore must reach back.",
    url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
    settings: {
        days: {
            type: "integer",
            minimum: 1,
            default: 7,
            description: "Minimum retention of recovery points, in days.",
        },
    },
    types: ["aws:backup/plan:Plan"],
    check(plan, settings) {
        const minimum = settings.number("days");
        for (const rule of plan.items("rules")) {
            const days = rule.number("lifecycle.deleteAfter", 0);
            // 0 is for ever.
            if (days !== undefined && days > 0 && days < minimum)
                rule.fail("lifecycle.deleteAfter", `is a number below ${minimum}`);
        }
    },
});
