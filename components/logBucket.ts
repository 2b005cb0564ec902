import * as pulumi from "@pulumi/pulumi";

import { Bucket } from "./bucket";

/** Arguments of {@link createLogBucket}. */
export interface LogBucketArgs {
    readonly accountId: string;
    /** Days that access logs are kept. */
    readonly retentionDays: number;
    /** @default true */
    readonly protect?: boolean;
}

/** The bucket for access logs of load balancers and buckets, who may write to their own prefixes only. */
export function createLogBucket(
    name: string,
    { accountId, retentionDays, protect }: LogBucketArgs,
    options: pulumi.ComponentResourceOptions,
): Bucket {
    return new Bucket(
        name,
        {
            // Load balancers cannot write with a customer's key:
            // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
            expireDays: retentionDays,
            ...(protect === undefined ? {} : { protect }),
            statements: (arn) => [
                {
                    sid: "LoadBalancers",
                    actions: ["s3:PutObject"],
                    resources: [pulumi.interpolate`${arn}/load-balancer/AWSLogs/${accountId}/*`],
                    principals: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
                },
                {
                    sid: "Buckets",
                    actions: ["s3:PutObject"],
                    resources: [pulumi.interpolate`${arn}/s3/*`],
                    principals: { Service: ["logging.s3.amazonaws.com"] },
                    conditions: { StringEquals: { "aws:SourceAccount": accountId } },
                },
            ],
        },
        options,
    );
}
