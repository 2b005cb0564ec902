import { join } from "node:path";

import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import { Metric } from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { Component } from "../support/component";
import { functionWidgets } from "../function";
import { OWN_RUNTIMES } from "../../model/runtimes";
import { policyDocument, serviceTrust } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Logged, type Monitored } from "../support/metrics";

/** Arguments of {@link SecretRotation}. */
export interface SecretRotationArgs {
    readonly accountId: string;
    readonly region: string;
    /** ARN of the KMS key that encrypts the secrets. */
    readonly keyArn: pulumi.Input<string>;
    /** Retention and key of its log. */
    readonly logs: LogSettings;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

/** The function that gives random secrets new values; one for all of them. Each secret names it and its schedule. */
export class SecretRotation extends Component implements Logged, Monitored {
    /** Known once Secrets Manager may call the function, and the function may do its work. */
    readonly functionArn: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;

    private readonly functionName: pulumi.Output<string>;

    constructor(name: string, args: SecretRotationArgs, options?: pulumi.ComponentResourceOptions) {
        super("SecretRotation", name, options);
        const logs = logGroup(name, args.logs, this.child);
        const role = new iam.Role(
            name,
            { assumeRolePolicy: serviceTrust("lambda.amazonaws.com") },
            this.child,
        );
        const fn = new lambda.Function(
            name,
            {
                code: new pulumi.asset.FileArchive(join(__dirname, "assets", "rotateSecret")),
                handler: "index.handler",
                runtime: OWN_RUNTIMES.rotation,
                architectures: ["arm64"],
                memorySize: 256,
                timeout: 30,
                role: role.arn,
                kmsKeyArn: args.keyArn,
                loggingConfig: { logFormat: "JSON", logGroup: logs.name },
                tracingConfig: { mode: "Active" },
            },
            this.child,
        );
        const policy = this.allow(args, role, fn, logs.arn);
        const permission = new lambda.Permission(
            name,
            {
                action: "lambda:InvokeFunction",
                principal: "secretsmanager.amazonaws.com",
                function: fn.name,
                sourceAccount: args.accountId,
            },
            this.child,
        );
        this.functionArn = after(fn.arn, [policy, permission]);
        this.functionName = fn.name;
        this.logGroupName = logs.name;
        createAlarms(
            name,
            args.alarmTopicArn,
            {
                errors: {
                    metric: new Metric({
                        namespace: "AWS/Lambda",
                        name: "Errors",
                        dimensions: { FunctionName: fn.name },
                        statistic: "Sum",
                    }),
                    description:
                        "A secret could not be given a new value; it keeps the old one. The function's log says why.",
                    threshold: 0,
                    periods: 1,
                },
            },
            this.child,
        );
        this.registerOutputs({ functionArn: this.functionArn, logGroupName: this.logGroupName });
    }

    dashboardRow(): DashboardRow {
        return { title: `Rotation of secrets ${this.name}`, widgets: functionWidgets(this.functionName) };
    }

    private allow(
        { accountId, region, keyArn }: SecretRotationArgs,
        role: iam.Role,
        fn: lambda.Function,
        logGroupArn: pulumi.Output<string>,
    ): iam.RolePolicy {
        const policy = policyDocument([
            {
                actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resources: [pulumi.interpolate`${logGroupArn}:*`],
            },
            // Traces belong to no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
            { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] },
            {
                actions: [
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:PutSecretValue",
                    "secretsmanager:UpdateSecretVersionStage",
                ],
                resources: [`arn:aws:secretsmanager:${region}:${accountId}:secret:*`],
                // Exactly the secrets that this function rotates, however many there are:
                // https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
                conditions: {
                    StringEquals: { "secretsmanager:resource/AllowRotationLambdaArn": fn.arn },
                },
            },
            // A random value belongs to no resource.
            { actions: ["secretsmanager:GetRandomPassword"], resources: ["*"] },
            {
                actions: ["kms:Decrypt", "kms:GenerateDataKey"],
                resources: [keyArn],
                conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
            },
        ]);
        return new iam.RolePolicy(this.name, { role: role.name, policy }, this.child);
    }
}
