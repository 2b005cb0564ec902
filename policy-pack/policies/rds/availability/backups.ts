import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE, isReplica } from "../databases";

export const rdsBackups = resourceRule({
    name: "rds-backups",
    title: "Databases have backups with a minimum retention",
    description: "Mistakes often surface days later, after shorter backups have expired.",
    severity: "high",
    profile: "shared",
    catalogues: { fsbp: ["RDS.11", "RDS.50"], checkov: ["CKV_AWS_133"], cdkNag: ["AwsSolutions-RDS13"] },
    remediation: "Set backupRetentionPeriod to the days that a restore must reach back.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
    settings: {
        days: {
            type: "integer",
            minimum: 1,
            maximum: 35,
            default: 7,
            description: "Minimum retention of backups, in days.",
        },
    },
    types: [CLUSTER, INSTANCE],
    check(server, settings) {
        if (isReplica(server)) return;
        const days = server.number("backupRetentionPeriod", 0);
        const minimum = settings.number("days");
        if (days !== undefined && days < minimum)
            server.fail("backupRetentionPeriod", `is a number below ${minimum}`);
    },
});
