import assert from "node:assert/strict";

import { Backup, type BackupArgs } from "../../../components/account/backup";
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
            selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "plumbline-unit-nightly" }],
        });
    });

    it("backs up daily, and monthly for longer if asked", async () => {
        const daily = rule("regular", "cron(0 4 * * ? *)", 35);
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
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["nightly-expired", "nightly-failed"]);
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "nightly-failed"), {
            metricName: "NumberOfBackupJobsFailed",
            dimensions: { BackupVaultName: "nightly-0a1b2c3" },
            threshold: 0,
            evaluationPeriods: 1,
            alarmActions: [ALERTS],
        });
        assert.equal(made.dashboardRow().widgets.length, 1);
    });

    it("can be deleted with its recovery points where deletion is allowed", async () => {
        const { inputs, protect } = (await backup({ protect: false })).one("backup.Vault");
        assert.deepEqual([inputs["forceDestroy"], protect], [true, false]);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Backup", ["plan", "vaultName", "vaultArn", "roleArn"]);
    });
});
