import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import { Metric } from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, serviceTrust, type Statement } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms } from "../support/metrics";

/** Bucket, key and alarm topic of the trail. */
export interface AuditTrailArgs {
    /** Name of the trail in AWS. */
    readonly trailName: string;
    readonly accountId: string;
    readonly keyArn: pulumi.Input<string>;
    /** Name of the bucket; its policy must hold {@link trailStatements}. */
    readonly bucketName: pulumi.Input<string>;
    readonly logs: LogSettings;
    readonly alarmTopicArn?: pulumi.Input<string> | undefined;
    /** Refuse to delete the trail. @default true */
    readonly protect?: boolean;
}

/** Statements of a bucket policy that let CloudTrail write, for one trail only. */
export function trailStatements(
    trailName: string,
    region: string,
    accountId: string,
    bucketArn: pulumi.Output<string>,
): Statement[] {
    const principals = { Service: ["cloudtrail.amazonaws.com"] };
    const source = { "aws:SourceArn": `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}` };
    return [
        {
            sid: "TrailChecks",
            actions: ["s3:GetBucketAcl"],
            resources: [bucketArn],
            principals,
            conditions: { StringEquals: source },
        },
        {
            sid: "TrailWrites",
            actions: ["s3:PutObject"],
            resources: [pulumi.interpolate`${bucketArn}/AWSLogs/${accountId}/*`],
            principals,
            conditions: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
    ];
}

/**
 * Metric filters of events that need attention; CIS AWS Foundations Benchmark, chapter 4:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
const WATCHED = {
    "root-user": {
        pattern:
            '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
        description: "The root user was used. Nobody should: find out who did, and why.",
    },
    "sign-in-without-mfa": {
        pattern:
            '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" && $.userIdentity.type = "IAMUser" && $.responseElements.ConsoleLogin = "Success" }',
        description: "Somebody signed in to the console without a second factor.",
    },
    "trail-changed": {
        pattern:
            '{ $.eventName = "StopLogging" || $.eventName = "DeleteTrail" || $.eventName = "UpdateTrail" }',
        description: "The audit trail was changed or stopped.",
    },
    "key-deleted": {
        pattern:
            '{ $.eventSource = "kms.amazonaws.com" && ($.eventName = "DisableKey" || $.eventName = "ScheduleKeyDeletion") }',
        description: "A KMS key was disabled or will be deleted, and with it all it encrypts.",
    },
} as const;

/** Every call to AWS in every region, in an encrypted bucket and a log, whose files can be proved unchanged. */
export function createAuditTrail(
    name: string,
    args: AuditTrailArgs,
    options: pulumi.CustomResourceOptions,
): cloudtrail.Trail {
    const logs = logGroup(name, args.logs, options);
    const role = new iam.Role(name, { assumeRolePolicy: serviceTrust("cloudtrail.amazonaws.com") }, options);
    const policy = new iam.RolePolicy(
        name,
        {
            role: role.name,
            policy: policyDocument([
                {
                    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                    resources: [pulumi.interpolate`${logs.arn}:log-stream:${args.accountId}_CloudTrail_*`],
                },
            ]),
        },
        options,
    );
    for (const [key, { pattern, description }] of Object.entries(WATCHED)) {
        const namespace = "plumbline/audit";
        new cloudwatch.LogMetricFilter(
            `${name}-${key}`,
            {
                logGroupName: logs.name,
                pattern,
                metricTransformation: { namespace, name: key, value: "1", unit: "Count" },
            },
            options,
        );
        const metric = new Metric({ namespace, name: key, statistic: "Sum" });
        const alarm = { metric, description, threshold: 0, periods: 1 };
        createAlarms(name, args.alarmTopicArn, { [key]: alarm }, options);
    }
    return new cloudtrail.Trail(
        name,
        {
            name: args.trailName,
            s3BucketName: args.bucketName,
            kmsKeyId: args.keyArn,
            isMultiRegionTrail: true,
            includeGlobalServiceEvents: true,
            enableLogFileValidation: true,
            cloudWatchLogsGroupArn: pulumi.interpolate`${logs.arn}:*`,
            cloudWatchLogsRoleArn: role.arn,
        },
        { ...options, dependsOn: [policy], protect: args.protect ?? true },
    );
}
