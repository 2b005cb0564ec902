import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

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
