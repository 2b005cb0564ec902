import * as pulumi from "@pulumi/pulumi";

import { keyOwner, type Statement } from "../support/iam";

/** What Route 53 does for one zone of one account. */
export function forZone(accountId: string, zoneId: pulumi.Input<string>): Required<Statement>["conditions"] {
    return {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:aws:route53:::hostedzone/${zoneId}` },
    };
}

/**
 * The policy of a key with which Route 53 signs a zone: it may sign, and read the public half.
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/access-control-managing-permissions.html#KMS-key-policy-for-DNSSEC
 */
export function signingKeyPolicy(accountId: string, zoneId: pulumi.Input<string>): Statement[] {
    const route53 = {
        // In a key's policy the resource `*` is the key itself.
        resources: ["*"],
        principals: { Service: ["dnssec-route53.amazonaws.com"] },
    };
    return [
        keyOwner(accountId),
        {
            ...route53,
            sid: "Sign",
            actions: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
            conditions: forZone(accountId, zoneId),
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
