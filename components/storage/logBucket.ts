import * as pulumi from "@pulumi/pulumi";

import { Bucket } from "./bucket";
import type { Statement } from "../support/iam";
import { EDGE_REGION } from "../support/regions";
import { CLOUDFRONT_LOGS } from "./cloudFrontLogs";

/** Arguments of {@link createLogBucket}. */
export interface LogBucketArgs {
    readonly accountId: string;
    /** Days that access logs are kept. */
    readonly retentionDays: number;
    /** @default true */
    readonly protect?: boolean;
}

/**
 * The bucket for access logs of load balancers, sites and buckets, who may write to their own prefixes only.
 *
 * @component
 */
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
            statements: (arn): Statement[] => [
                {
                    sid: "LoadBalancers",
                    actions: ["s3:PutObject"],
                    resources: [pulumi.interpolate`${arn}/load-balancer/AWSLogs/${accountId}/*`],
                    principals: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
                },
                {
                    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
                    sid: "CloudFront",
                    actions: ["s3:PutObject"],
                    resources: [pulumi.interpolate`${arn}/${CLOUDFRONT_LOGS}/*`],
                    principals: { Service: ["delivery.logs.amazonaws.com"] },
                    conditions: {
                        StringEquals: {
                            "aws:SourceAccount": accountId,
                            "s3:x-amz-acl": "bucket-owner-full-control",
                        },
                        ArnLike: {
                            "aws:SourceArn": `arn:aws:logs:${EDGE_REGION}:${accountId}:delivery-source:*`,
                        },
                    },
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
