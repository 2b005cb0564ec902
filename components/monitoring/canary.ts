import { join } from "node:path";

import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as synthetics from "@pulumi/aws/synthetics";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { OWN_RUNTIMES } from "../../model/runtimes";
import { canaryAlarms, canaryWidgets } from "./canaryMetrics";
import { Component } from "../support/component";
import { policyDocument, serviceTrust, type Statement } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Logged, type Monitored } from "../support/metrics";

/** Arguments of {@link Canary}. */
export interface CanaryArgs {
    /** Name in AWS, such as `shop-prod-site-shop`; small letters, digits, hyphens and underscores. */
    readonly awsName: string;
    /** URL that it requests, http or https. */
    readonly url: pulumi.Input<string>;
    /** ARN of a secret with `{"user", "password"}`, for an address that asks for them. @default it asks for none */
    readonly passwordSecretArn?: pulumi.Input<string> | undefined;
    /** Minutes between two runs, 1 to 60; each run costs about a tenth of a cent. @default 5 */
    readonly everyMinutes?: number;
    /** Seconds within which the whole answer must be there, 1 to 60. @default 10 */
    readonly timeoutSeconds?: number;
    /**
     * Runtime version of Synthetics; the default is the newest without a browser.
     * @default "syn-nodejs-5.2" (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Library_Nodejs.html)
     */
    readonly runtime?: string;
    /** Versioned bucket that holds its script (`scripts/`) and the artifacts of its runs (`runs/`). */
    readonly artifacts: {
        readonly bucketName: pulumi.Input<string>;
        readonly bucketArn: pulumi.Input<string>;
    };
    /** ARN of the KMS key that encrypts both. */
    readonly keyArn: pulumi.Input<string>;
    readonly region: string;
    readonly logs: LogSettings;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/** Seconds of a run beyond the timeout of its request: a cold start, and writing artifacts. */
const OVERHEAD_SECONDS = 30;
/** Days that Synthetics shows runs for, and that their artifacts are of use. */
export const RUN_DAYS = 31;

/**
 * Requests a public URL again and again, from outside of the network, and raises an alarm when it gets no answer: the
 * only alarm for the case that every component is healthy, but unreachable.
 */
export class Canary extends Component implements Monitored, Logged {
    readonly canaryName: pulumi.Output<string>;
    readonly canaryArn: pulumi.Output<string>;
    /** The script, which the program uploads. */
    readonly objectArns: readonly pulumi.Output<string>[];
    readonly logGroupName: pulumi.Output<string>;

    private readonly minutes: number;

    constructor(name: string, args: CanaryArgs, options?: pulumi.ComponentResourceOptions) {
        super("Canary", name, options);
        this.minutes = args.everyMinutes ?? defaults.canary.everyMinutes;
        const role = new iam.Role(
            name,
            { assumeRolePolicy: serviceTrust("lambda.amazonaws.com") },
            this.child,
        );
        const policy = new iam.RolePolicy(
            name,
            { role: role.name, policy: policyDocument(statements(args)) },
            this.child,
        );
        const canary = this.createCanary(args, role, policy);
        this.canaryName = canary.name;
        this.canaryArn = canary.arn;
        this.objectArns = [pulumi.interpolate`${args.artifacts.bucketArn}/${scriptKey(name)}`];
        this.logGroupName = this.keepLogs(args.logs, role, canary.engineArn);
        const alarms = canaryAlarms(name, this.canaryName, this.minutes);
        createAlarms(name, args.alarmTopicArn, alarms, this.child);
        this.registerOutputs({
            canaryName: this.canaryName,
            canaryArn: this.canaryArn,
            logGroupName: this.logGroupName,
        });
    }

    dashboardRow(): DashboardRow {
        return { title: `Canary ${this.name}`, widgets: canaryWidgets(this.canaryName, this.minutes) };
    }

    private createCanary(args: CanaryArgs, role: iam.Role, policy: iam.RolePolicy): synthetics.Canary {
        const {
            artifacts,
            keyArn,
            passwordSecretArn,
            timeoutSeconds = defaults.canary.timeoutSeconds,
        } = args;
        const script = this.uploadScript(artifacts.bucketName);
        return new synthetics.Canary(
            this.name,
            {
                name: args.awsName,
                runtimeVersion: args.runtime ?? OWN_RUNTIMES.canary,
                handler: "canary.handler",
                s3Bucket: script.bucket,
                s3Key: script.key,
                s3Version: script.versionId,
                executionRoleArn: role.arn,
                schedule: { expression: rate(this.minutes) },
                runConfig: {
                    timeoutInSeconds: timeoutSeconds + OVERHEAD_SECONDS,
                    activeTracing: true,
                    environmentVariables: {
                        ADDRESS: args.url,
                        TIMEOUT_SECONDS: String(timeoutSeconds),
                        ...(passwordSecretArn === undefined ? {} : { SECRET_ARN: passwordSecretArn }),
                    },
                },
                artifactS3Location: pulumi.interpolate`s3://${artifacts.bucketName}/runs/${args.awsName}`,
                artifactConfig: { s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: keyArn } },
                successRetentionPeriod: RUN_DAYS,
                failureRetentionPeriod: RUN_DAYS,
                startCanary: true,
                // Synthetics makes a function of its own for each canary, and would leave it behind.
                deleteLambda: true,
            },
            { ...this.child, dependsOn: [policy] },
        );
    }

    /** Scripts for Node.js lie in `nodejs/node_modules`: https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CanaryCodeInput.html */
    private uploadScript(bucket: pulumi.Input<string>): s3.BucketObjectv2 {
        const file = join(__dirname, "assets", "canary", "canary.cjs");
        return new s3.BucketObjectv2(
            this.name,
            {
                bucket,
                key: scriptKey(this.name),
                source: new pulumi.asset.AssetArchive({
                    "nodejs/node_modules/canary.js": new pulumi.asset.FileAsset(file),
                }),
            },
            this.child,
        );
    }

    /**
     * The log group has the name of the function that Synthetics makes, which is known only then. The function may not
     * create it itself: the group would stay behind, unencrypted and for ever. Until it may write, its runs are in S3.
     */
    private keepLogs(
        settings: LogSettings,
        role: iam.Role,
        engineArn: pulumi.Output<string>,
    ): pulumi.Output<string> {
        const logName = engineArn.apply((arn) => `/aws/lambda/${arn.split(":")[6] ?? ""}`);
        const logs = logGroup(this.name, settings, this.child, logName);
        const policy = policyDocument([
            {
                actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resources: [pulumi.interpolate`${logs.arn}:*`],
            },
        ]);
        new iam.RolePolicy(`${this.name}-logs`, { role: role.name, policy }, this.child);
        return logs.name;
    }
}

function scriptKey(name: string): string {
    return `scripts/${name}.zip`;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_CanaryPermissions.html */
function statements({ artifacts, awsName, keyArn, region, passwordSecretArn }: CanaryArgs): Statement[] {
    const key = (service: string, actions: readonly string[]): Statement => ({
        actions,
        resources: [keyArn],
        conditions: { StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } },
    });
    return [
        {
            actions: ["s3:PutObject", "s3:GetObject"],
            resources: [pulumi.interpolate`${artifacts.bucketArn}/runs/${awsName}/*`],
        },
        { actions: ["s3:GetBucketLocation"], resources: [artifacts.bucketArn] },
        key("s3", ["kms:GenerateDataKey", "kms:Decrypt"]),
        // Neither the list of buckets nor traces belong to a resource.
        { actions: ["s3:ListAllMyBuckets", "xray:PutTraceSegments"], resources: ["*"] },
        {
            actions: ["cloudwatch:PutMetricData"],
            resources: ["*"],
            conditions: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
        },
        ...(passwordSecretArn === undefined
            ? []
            : [
                  { actions: ["secretsmanager:GetSecretValue"], resources: [passwordSecretArn] },
                  key("secretsmanager", ["kms:Decrypt"]),
              ]),
    ];
}

/** Synthetics returns full hours as hours, in whatever unit they were set. */
function rate(minutes: number): string {
    if (minutes === 60) return "rate(1 hour)";
    return minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
}
