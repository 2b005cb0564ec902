import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import { policyDocument, type Statement } from "./support/iam";

/** Arguments of {@link EncryptionKey}. */
export interface EncryptionKeyArgs {
    readonly description: string;
    /** Account that owns the key: 12 digits. */
    readonly accountId: string;
    /** Region of the log groups that the key may encrypt. */
    readonly region: string;
    /** Days between the key's deletion being asked for and carried out, 7 to 30. @default 30 */
    readonly deletionDays?: number;
}

/** A customer-managed KMS key that rotates every year, with an alias and a policy for the services that use it. */
export class EncryptionKey extends Component {
    readonly keyArn: pulumi.Output<string>;
    readonly keyId: pulumi.Output<string>;

    constructor(name: string, args: EncryptionKeyArgs, options?: pulumi.ComponentResourceOptions) {
        super("EncryptionKey", name, options);
        const key = new kms.Key(
            name,
            {
                description: args.description,
                enableKeyRotation: true,
                deletionWindowInDays: args.deletionDays ?? 30,
                policy: policyDocument(keyPolicy(args)),
            },
            this.child,
        );
        new kms.Alias(name, { targetKeyId: key.keyId }, this.child);
        this.keyArn = key.arn;
        this.keyId = key.keyId;
        this.registerOutputs({ keyArn: this.keyArn, keyId: this.keyId });
    }
}

/** In a key's policy the resource `*` is the key itself. */
const THIS_KEY = ["*"];
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * EC2 Auto Scaling encrypts volumes with its service-linked role, which an account has from its first group on:
 * a policy cannot name it as a principal before, but it can ask who is calling.
 * Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
function autoScaling(accountId: string): Statement[] {
    const role = `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/*`;
    const caller = {
        StringEquals: { "kms:CallerAccount": accountId },
        ArnLike: { "aws:PrincipalArn": role },
    };
    const statement = { resources: THIS_KEY, principals: "*" } as const;
    return [
        { ...statement, sid: "Volumes", actions: USE, conditions: caller },
        {
            ...statement,
            sid: "VolumeGrants",
            actions: ["kms:CreateGrant"],
            conditions: { ...caller, Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
    ];
}

function keyPolicy({ accountId, region }: EncryptionKeyArgs): Statement[] {
    return [
        {
            // Hands the decision to IAM policies; without it nobody could ever change the key again.
            sid: "Account",
            actions: ["kms:*"],
            resources: THIS_KEY,
            principals: { AWS: [`arn:aws:iam::${accountId}:root`] },
        },
        {
            sid: "Logs",
            actions: USE,
            resources: THIS_KEY,
            principals: { Service: [`logs.${region}.amazonaws.com`] },
            conditions: {
                ArnLike: {
                    "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:*`,
                },
            },
        },
        {
            // Alarms are published to an encrypted topic.
            sid: "Alarms",
            actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
            resources: THIS_KEY,
            principals: { Service: ["cloudwatch.amazonaws.com"] },
            conditions: { StringEquals: { "aws:SourceAccount": accountId } },
        },
        ...autoScaling(accountId),
        {
            sid: "CloudFront",
            actions: ["kms:Decrypt"],
            resources: THIS_KEY,
            principals: { Service: ["cloudfront.amazonaws.com"] },
            conditions: { StringEquals: { "aws:SourceAccount": accountId } },
        },
    ];
}
