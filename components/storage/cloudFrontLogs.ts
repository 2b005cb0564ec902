import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { EDGE_REGION } from "../support/regions";

/** Prefix of CloudFront's logs in the log bucket, whose policy lets them be written there only. */
export const CLOUDFRONT_LOGS = "cloudfront";

/**
 * Access logs of a distribution (standard logging v2): lines of JSON in the log bucket, by distribution and day. They
 * are set up where CloudFront is, wherever the bucket is.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export function logRequests(
    name: string,
    args: { readonly distributionArn: pulumi.Input<string>; readonly bucketArn: pulumi.Output<string> },
    options: pulumi.CustomResourceOptions,
): void {
    const region = EDGE_REGION;
    const source = new cloudwatch.LogDeliverySource(
        name,
        { logType: "ACCESS_LOGS", resourceArn: args.distributionArn, region },
        options,
    );
    const destination = new cloudwatch.LogDeliveryDestination(
        name,
        {
            outputFormat: "json",
            deliveryDestinationConfiguration: {
                destinationResourceArn: args.bucketArn.apply((arn) => `${arn}/${CLOUDFRONT_LOGS}`),
            },
            region,
        },
        options,
    );
    new cloudwatch.LogDelivery(
        name,
        {
            deliverySourceName: source.name,
            deliveryDestinationArn: destination.arn,
            s3DeliveryConfigurations: [
                { suffixPath: "{DistributionId}/{yyyy}/{MM}/{dd}", enableHiveCompatiblePath: false },
            ],
            region,
        },
        options,
    );
}
