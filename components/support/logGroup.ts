import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

/** Retention and encryption of a component's logs. */
export interface LogSettings {
    /** Days that events are kept; one of the periods CloudWatch Logs knows. */
    readonly retentionDays: number;
    /** ARN of the KMS key that encrypts them. */
    readonly keyArn: pulumi.Input<string>;
}

/** An encrypted log group with a retention period. `logName` is its name in AWS, where a service requires one. */
export function logGroup(
    name: string,
    { retentionDays, keyArn }: LogSettings,
    options: pulumi.CustomResourceOptions,
    logName?: pulumi.Input<string>,
): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
        name,
        {
            retentionInDays: retentionDays,
            kmsKeyId: keyArn,
            ...(logName === undefined ? {} : { name: logName }),
        },
        options,
    );
}

/**
 * Name of a group that a service writes to by "log delivery": access logs of API Gateway, logs of ElastiCache. Each such
 * group whose name begins otherwise takes part of the account's resource policy of CloudWatch Logs, which has 5,120
 * characters for all stacks; the service refuses the next one. Groups of WAF begin with `aws-waf-logs-`, as WAF demands.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
 *
 * @param kind what writes, so that two components of one name have groups of their own
 */
export function vendedLogName(kind: string, name: string): string {
    return `/aws/vendedlogs/${pulumi.getProject()}/${pulumi.getStack()}/${kind}/${name}`;
}
