import * as cfg from "@pulumi/aws/cfg";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import type { Statement } from "../support/iam";

/** Statements of a bucket policy that let AWS Config write: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html */
export function configStatements(accountId: string, bucketArn: pulumi.Output<string>): Statement[] {
    const principals = { Service: ["config.amazonaws.com"] };
    const ofAccount = { "aws:SourceAccount": accountId };
    return [
        {
            sid: "ConfigChecks",
            actions: ["s3:GetBucketAcl", "s3:ListBucket"],
            resources: [bucketArn],
            principals,
            conditions: { StringEquals: ofAccount },
        },
        {
            sid: "ConfigWrites",
            actions: ["s3:PutObject"],
            resources: [pulumi.interpolate`${bucketArn}/AWSLogs/${accountId}/Config/*`],
            principals,
            conditions: { StringEquals: { ...ofAccount, "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
    ];
}

/** The role's part of its ARN, the same in every account. */
const ROLE = "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

/**
 * AWS Config's service-linked role: made by whatever used it first, in any region, and the same one for all regions
 * from then on. It outlives the recorder, so that making it again fails.
 *
 * @param lasting options of the resources that outlive the stack
 */
export function configRole(
    name: string,
    {
        configRole: mode = defaults.securityBaseline.configRole,
        accountId,
    }: { readonly configRole?: "create" | "adopt"; readonly accountId: string },
    options: pulumi.CustomResourceOptions,
    lasting: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    return mode === "create"
        ? new iam.ServiceLinkedRole(name, { awsServiceName: "config.amazonaws.com" }, lasting).arn
        : iam.ServiceLinkedRole.get(name, `arn:aws:iam::${accountId}:${ROLE}`, {}, options).arn;
}

/** Rules that hold whatever the platform does; Security Hub adds those of its standards. */
const RULES = {
    "root-mfa": "ROOT_ACCOUNT_MFA_ENABLED",
    "password-policy": "IAM_PASSWORD_POLICY",
    "no-root-keys": "IAM_ROOT_ACCESS_KEY_CHECK",
    "no-open-ssh": "INCOMING_SSH_DISABLED",
    "volumes-encrypted": "ENCRYPTED_VOLUMES",
    "databases-private": "RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
    "trail-on": "CLOUD_TRAIL_ENABLED",
} as const;

/**
 * Records how every resource is configured, daily copies to a bucket, and rules. Runs with Config's own
 * service-linked role, as Security Hub demands (Config.1).
 *
 * @param recorderName its name in AWS
 */
export function createConfigRecorder(
    name: string,
    recorderName: string,
    {
        bucketName,
        keyArn,
        roleArn,
        protect = true,
    }: {
        readonly bucketName: pulumi.Input<string>;
        readonly keyArn: pulumi.Input<string>;
        /** ARN of Config's service-linked role. */
        readonly roleArn: pulumi.Input<string>;
        /** Refuse to delete the recorder. @default true */
        readonly protect?: boolean | undefined;
    },
    options: pulumi.CustomResourceOptions,
): cfg.Recorder {
    const recorder = new cfg.Recorder(
        name,
        {
            name: recorderName,
            roleArn,
            recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        },
        { ...options, protect },
    );
    const channel = new cfg.DeliveryChannel(
        name,
        {
            name: recorderName,
            s3BucketName: bucketName,
            s3KmsKeyArn: keyArn,
            snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
        },
        { ...options, dependsOn: [recorder] },
    );
    const on = new cfg.RecorderStatus(
        name,
        { name: recorder.name, isEnabled: true },
        { ...options, dependsOn: [channel] },
    );
    for (const [key, sourceIdentifier] of Object.entries(RULES)) {
        new cfg.Rule(
            `${name}-${key}`,
            { source: { owner: "AWS", sourceIdentifier } },
            { ...options, dependsOn: [on] },
        );
    }
    return recorder;
}
