import * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";

/**
 * The policy of a key with which Route 53 signs a zone: it may sign, and read the public half.
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/access-control-managing-permissions.html#KMS-key-policy-for-DNSSEC
 */
export function signingKeyPolicy(accountId: string, zoneId: pulumi.Input<string>): Statement[] {
    const ofZone = {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:aws:route53:::hostedzone/${zoneId}` },
    };
    const route53 = {
        // In a key's policy the resource `*` is the key itself.
        resources: ["*"],
        principals: { Service: ["dnssec-route53.amazonaws.com"] },
    };
    return [
        {
            // Enables IAM policies for the key; without this statement no principal could ever change the key again.
            sid: "Account",
            actions: ["kms:*"],
            resources: ["*"],
            principals: { AWS: [`arn:aws:iam::${accountId}:root`] },
        },
        {
            ...route53,
            sid: "Sign",
            actions: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
            conditions: ofZone,
        },
        {
            ...route53,
            sid: "SignGrants",
            actions: ["kms:CreateGrant"],
            // AWS's own example: the request for a grant names no zone.
            conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
    ];
}
