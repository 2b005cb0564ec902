import * as backup from "@pulumi/aws/backup";
import * as iam from "@pulumi/aws/iam";
import * as defaults from "../../model/defaults";
import * as cloudwatch from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { overdueAfter } from "./backupSchedule";
import { after } from "../support/after";
import { Component } from "../support/component";
import { serviceTrust } from "../support/iam";
import { type AlarmArgs, createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import type { LockMode } from "../../model/choices";

/** Arguments of {@link Backup}. */
export interface BackupArgs {
    /** ARN of the KMS key that encrypts recovery points. */
    readonly keyArn: pulumi.Input<string>;
    /** When backups start, in UTC: an AWS schedule expression. @default "cron(0 5 * * ? *)": daily at 5, after backups and maintenance of the databases themselves */
    readonly schedule?: string;
    /** Days that recovery points are kept. @default 35 */
    readonly retentionDays?: number;
    /** Days that a recovery point of each month is kept. @default there are none of that kind */
    readonly monthlyRetentionDays?: number | undefined;
    /**
     * Whether recovery points can be deleted before their time: "governance" lets only people with the right
     * permissions, "compliance" lets nobody, not even AWS, once three days have passed. @default "none": they can
     */
    readonly lock?: "none" | LockMode;
    /** Refuse deletion of a vault that holds recovery points. @default true */
    readonly protect?: boolean;
    /** Whether anything carries its tag: if so, an alarm goes off when no backup has completed in time. @default true */
    readonly inUse?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

/** Days in which a compliance lock can still be taken back; AWS wants at least 3. */
const COOLING_OFF_DAYS = 3;

/** The first of the month, when nothing else is backed up. */
const MONTHLY = "cron(0 7 1 * ? *)";

/** Minutes within which a backup must have started, and be done. */
const START_WINDOW_MINUTES = 60;
const COMPLETION_WINDOW_MINUTES = 480;

/**
 * Types of resources that the plan takes care of, if they carry its tag. With tags alone the region's opt-in settings would
 * decide, and leave resources out without a word; types that are named are backed up whatever these say, except that
 * Aurora needs its opt-in, which AWS sets with the first vault.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
const RESOURCES = [
    "arn:aws:dynamodb:*:*:table/*",
    "arn:aws:rds:*:*:cluster:*",
    "arn:aws:rds:*:*:db:*",
    "arn:aws:s3:::*",
];

/** Managed policies of AWS Backup; S3 has policies of its own. */
const POLICIES = {
    backup: "service-role/AWSBackupServiceRolePolicyForBackup",
    restore: "service-role/AWSBackupServiceRolePolicyForRestores",
    "backup-s3": "AWSBackupServiceRolePolicyForS3Backup",
    "restore-s3": "AWSBackupServiceRolePolicyForS3Restore",
};

/** A backup plan with a vault of its own, for all databases, tables and buckets that carry the tag `Backup=<plan>`. */
export class Backup extends Component implements Monitored {
    /** Value of the tag `Backup` of everything that the plan takes care of. */
    readonly plan: string;
    readonly vaultName: pulumi.Output<string>;
    readonly vaultArn: pulumi.Output<string>;
    readonly roleArn: pulumi.Output<string>;

    constructor(
        name: string,
        private readonly args: BackupArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("Backup", name, options);
        // Other stacks in the account have plans of their own.
        this.plan = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
        const vault = this.createVault();
        this.roleArn = this.createRole();
        const plan = this.createPlan(vault.name);
        new backup.Selection(
            name,
            {
                planId: plan.id,
                iamRoleArn: this.roleArn,
                resources: RESOURCES,
                conditions: [{ stringEquals: [{ key: "aws:ResourceTag/Backup", value: this.plan }] }],
            },
            this.child,
        );
        this.vaultName = vault.name;
        this.vaultArn = vault.arn;
        this.alarm();
        this.registerOutputs({
            plan: this.plan,
            vaultName: this.vaultName,
            vaultArn: this.vaultArn,
            roleArn: this.roleArn,
        });
    }

    dashboardRow(): DashboardRow {
        const graph = new cloudwatch.LineGraphMetricWidget({
            title: "Backup jobs",
            width: 12,
            height: 5,
            metrics: [this.jobs("Completed"), this.jobs("Failed"), this.jobs("Expired")],
        });
        return { title: "Backup", widgets: [graph] };
    }

    private createVault(): backup.Vault {
        const { keyArn, protect = true, lock = "none", ...retention } = this.args;
        const { retentionDays = defaults.backup.retentionDays, monthlyRetentionDays = retentionDays } =
            retention;
        const vault = new backup.Vault(
            this.name,
            { kmsKeyArn: keyArn, forceDestroy: !protect },
            { ...this.child, protect },
        );
        if (lock !== "none") {
            new backup.VaultLockConfiguration(
                this.name,
                {
                    backupVaultName: vault.name,
                    minRetentionDays: Math.min(retentionDays, monthlyRetentionDays),
                    maxRetentionDays: Math.max(retentionDays, monthlyRetentionDays),
                    ...(lock === "compliance" ? { changeableForDays: COOLING_OFF_DAYS } : {}),
                },
                // A vault has one lock: deleting the old one last would take the new one away.
                { ...this.child, deleteBeforeReplace: true },
            );
        }
        return vault;
    }

    /** ARN of the role, known once it may back up and restore. */
    private createRole(): pulumi.Output<string> {
        const role = new iam.Role(
            this.name,
            // AWS Backup documents no condition on whom it acts for.
            { assumeRolePolicy: serviceTrust("backup.amazonaws.com") },
            this.child,
        );
        const permissions = Object.entries(POLICIES).map(
            ([key, policy]) =>
                new iam.RolePolicyAttachment(
                    `${this.name}-${key}`,
                    { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
                    this.child,
                ),
        );
        return after(role.arn, permissions);
    }

    private createPlan(targetVaultName: pulumi.Output<string>): backup.Plan {
        const {
            schedule = defaults.backup.schedule,
            retentionDays = defaults.backup.retentionDays,
            monthlyRetentionDays,
        } = this.args;
        const rule = (ruleName: string, when: string, deleteAfter: number) => ({
            ruleName,
            targetVaultName,
            schedule: when,
            startWindow: START_WINDOW_MINUTES,
            completionWindow: COMPLETION_WINDOW_MINUTES,
            lifecycle: { deleteAfter },
        });
        return new backup.Plan(
            this.name,
            {
                name: this.plan,
                rules: [
                    rule("regular", schedule, retentionDays),
                    ...(monthlyRetentionDays === undefined
                        ? []
                        : [rule("monthly", MONTHLY, monthlyRetentionDays)]),
                ],
            },
            this.child,
        );
    }

    private jobs(state: "Completed" | "Failed" | "Expired"): cloudwatch.Metric {
        return new cloudwatch.Metric({
            namespace: "AWS/Backup",
            name: `NumberOfBackupJobs${state}`,
            dimensions: { BackupVaultName: this.vaultName },
            statistic: "Sum",
            period: 3600,
            label: state.toLowerCase(),
        });
    }

    private alarm(): void {
        const { schedule = defaults.backup.schedule, inUse = true } = this.args;
        const overdue = overdueAfter(schedule, START_WINDOW_MINUTES + COMPLETION_WINDOW_MINUTES);
        const alarms: Record<string, AlarmArgs> = {
            failed: {
                metric: this.jobs("Failed"),
                description: `A backup of ${this.plan} failed: look at the jobs in AWS Backup for the reason.`,
                threshold: 0,
                periods: 1,
            },
            expired: {
                metric: this.jobs("Expired"),
                description: `A backup of ${this.plan} did not start in time: another one may have taken too long.`,
                threshold: 0,
                periods: 1,
            },
        };
        if (inUse && overdue !== undefined) {
            alarms["overdue"] = {
                metric: this.jobs("Completed"),
                description:
                    `No backup of ${this.plan} has completed for ${overdue} hours, or none yet in a new stack: look at the ` +
                    "plan's jobs, and at the region's opt-in settings in AWS Backup.",
                when: "below",
                threshold: 1,
                periods: overdue,
                // Without jobs there are no data.
                missingData: "breaching",
            };
        }
        createAlarms(this.name, this.args.alarmTopicArn, alarms, this.child);
    }
}
