import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import { Metric } from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, serviceTrust, type Statement } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, createOtherAlarms } from "../support/metrics";
import { WATCHED, type WatchedEvent } from "./watchedEvents";

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
    /** Alarms on changes of permissions, buckets and networks, which deployments set off as well. @default true */
    readonly changeAlarms?: boolean;
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
    const watched = Object.entries(WATCHED).filter(
        ([, { change }]) => !change || (args.changeAlarms ?? true),
    );
    for (const [key, event] of watched) watch(name, key, event, logs.name, args.alarmTopicArn, options);
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

/** A metric of an event, and the alarm on it. */
function watch(
    prefix: string,
    key: string,
    { pattern, description, threshold = 0, change }: WatchedEvent,
    logGroupName: pulumi.Input<string>,
    alarmTopicArn: pulumi.Input<string> | undefined,
    options: pulumi.CustomResourceOptions,
): void {
    const namespace = "plumbline/audit";
    new cloudwatch.LogMetricFilter(
        `${prefix}-${key}`,
        {
            logGroupName,
            pattern,
            metricTransformation: { namespace, name: key, value: "1", unit: "Count" },
        },
        options,
    );
    const metric = new Metric({ namespace, name: key, statistic: "Sum" });
    const alarms = { [key]: { metric, description, threshold, periods: 1 } };
    // Deployments roll back when the stack's health is bad, and would do so for their own changes.
    (change ? createOtherAlarms : createAlarms)(prefix, alarmTopicArn, alarms, options);
}
