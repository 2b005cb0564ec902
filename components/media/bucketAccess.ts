import * as pulumi from "@pulumi/pulumi";

import { type Statement, throughDistribution } from "../support/iam";

/**
 * Statements of a bucket's policy that let one distribution read it, all of it or what is below a prefix. Listing makes a
 * missing object a 404: a 403 would look like a signature that is wrong.
 */
export function servedTo(
    distributionArn: pulumi.Input<string>,
    bucketArn: pulumi.Output<string>,
    prefix?: string,
): Statement[] {
    const grant = throughDistribution(distributionArn);
    const objects = prefix === undefined ? "*" : `${prefix}/*`;
    return [
        { actions: ["s3:GetObject"], resources: [pulumi.interpolate`${bucketArn}/${objects}`], ...grant },
        { actions: ["s3:ListBucket"], resources: [bucketArn], ...grant },
    ];
}
