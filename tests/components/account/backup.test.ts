import assert from "node:assert/strict";

import { Backup, type BackupArgs } from "../../../components/account/backup";
import { hoursBetween } from "../../../components/account/backupSchedule";
import { ALERTS, KEY } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const args: BackupArgs = { keyArn: KEY, alarmTopicArn: ALERTS };
const backup = async (more: Partial<BackupArgs>) =>
    (await record(() => new Backup("nightly", { ...args, ...more }))).graph;

const rule = (ruleName: string, schedule: string, deleteAfter: number) => ({
    ruleName,
    targetVaultName: "nightly-0a1b2c3",
    schedule,
    startWindow: 60,
    completionWindow: 480,
    lifecycle: { deleteAfter },
});

describe("Backup", () => {
    const recording = recordOnce(() => new Backup("nightly", args));

    it("keeps recovery points in an encrypted vault that refuses deletion", () => {
        const { inputs, protect } = recording().graph.one("backup.Vault");
        assert.deepEqual(inputs, { kmsKeyArn: KEY, forceDestroy: false });
        assert.equal(protect, true);
        assert.deepEqual(recording().graph.all("backup.VaultLockConfiguration"), []);
    });

    it("backs up the resources that carry its tag, and no others", () => {
        const { graph, made } = recording();
        assert.equal(made.plan, "plumbline-unit-nightly");
        assert.deepEqual(graph.inputs("backup.Selection"), {
            planId: "plan-nightly",
            iamRoleArn: "arn:aws:iam:eu-west-1:111122223333:role/nightly",
            // Types by name: with the tag alone the region's opt-in settings decide.
            resources: [
                "arn:aws:dynamodb:*:*:table/*",
                "arn:aws:rds:*:*:cluster:*",
                "arn:aws:rds:*:*:db:*",
                "arn:aws:s3:::*",
            ],
            conditions: [
                { stringEquals: [{ key: "aws:ResourceTag/Backup", value: "plumbline-unit-nightly" }] },
            ],
        });
    });

    it("backs up daily, and monthly for longer if asked", async () => {
        const daily = rule("regular", "cron(0 5 * * ? *)", 35);
        assert.deepEqual(recording().graph.inputs("backup.Plan"), {
            name: "plumbline-unit-nightly",
            rules: [daily],
        });
        const graph = await backup({ monthlyRetentionDays: 365 });
        assert.deepEqual(graph.inputs("backup.Plan")["rules"], [
            daily,
            rule("monthly", "cron(0 7 1 * ? *)", 365),
        ]);
    });

    it("can be locked for as long as recovery points are kept", async () => {
        const governed = await backup({ lock: "governance", retentionDays: 14, monthlyRetentionDays: 365 });
        const limits = { backupVaultName: "nightly-0a1b2c3", minRetentionDays: 14, maxRetentionDays: 365 };
        assert.deepEqual(governed.inputs("backup.VaultLockConfiguration"), limits);
        const compliant = await backup({ lock: "compliance" });
        assert.equal(compliant.inputs("backup.VaultLockConfiguration")["changeableForDays"], 3);
    });

    it("uses a role with AWS's own backup policies", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("iam.Role", "nightly", "assumeRolePolicy"), [
            { Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: ["backup.amazonaws.com"] } },
        ]);
        assert.deepEqual(
            graph.all("iam.RolePolicyAttachment").map(({ inputs }) => inputs["policyArn"]),
            [
                "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
                "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
                "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
                "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
            ],
        );
    });

    it("has alarms on failed and expired backup jobs", () => {
        const { graph, made } = recording();
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), [
            "nightly-expired",
            "nightly-failed",
            "nightly-overdue",
        ]);
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "nightly-failed"), {
            metricName: "NumberOfBackupJobsFailed",
            dimensions: { BackupVaultName: "nightly-0a1b2c3" },
            threshold: 0,
            evaluationPeriods: 1,
            alarmActions: [ALERTS],
        });
        assert.equal(made.dashboardRow().widgets.length, 1);
    });

    it("has an alarm for jobs that never ran: no data is a reason, and a day and the job's own time have passed", async () => {
        assert.partialDeepStrictEqual(recording().graph.inputs("cloudwatch.MetricAlarm", "nightly-overdue"), {
            metricName: "NumberOfBackupJobsCompleted",
            dimensions: { BackupVaultName: "nightly-0a1b2c3" },
            statistic: "Sum",
            comparisonOperator: "LessThanThreshold",
            threshold: 1,
            period: 3600,
            evaluationPeriods: 33,
            treatMissingData: "breaching",
        });
        const names = async (more: Partial<BackupArgs>) =>
            (await backup(more)).names("cloudwatch.MetricAlarm");
        const others = ["nightly-expired", "nightly-failed"];
        assert.deepEqual(await names({ inUse: false }), others);
        // CloudWatch looks back seven days at most.
        assert.deepEqual(await names({ schedule: "cron(0 5 ? * SUN *)" }), others);
    });

    it("knows how far backups are apart", () => {
        const hours = ["rate(90 minutes)", "rate(12 hours)", "rate(2 days)", "cron(0 5 * * ? *)"].map(
            hoursBetween,
        );
        assert.deepEqual(hours, [2, 12, 48, 24]);
        const longer = ["cron(0 5 ? * MON *)", "cron(0 5 1 * ? *)", "cron(0 5 1 1 ? *)"].map(hoursBetween);
        assert.deepEqual(longer, [168, 744, 8928]);
    });

    it("can be deleted with its recovery points where deletion is allowed", async () => {
        const { inputs, protect } = (await backup({ protect: false })).one("backup.Vault");
        assert.deepEqual([inputs["forceDestroy"], protect], [true, false]);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Backup", ["plan", "vaultName", "vaultArn", "roleArn"]);
    });
});
