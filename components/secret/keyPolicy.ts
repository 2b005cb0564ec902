import { keyOwner, type Statement } from "../support/iam";

/** Arguments of the key policy. */
export interface KeyOwner {
    /** 12 digits. */
    readonly accountId: string;
    readonly region: string;
}

/** In a key's policy the resource `*` is the key itself. */
const THIS_KEY = ["*"];
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const PUBLISH = ["kms:Decrypt", "kms:GenerateDataKey*"];

/**
 * The policy of a stack's key. Besides principals that IAM policies of the account allow, it lets services encrypt on
 * their own behalf, each for resources of this account only.
 */
export function keyPolicy(owner: KeyOwner): Statement[] {
    const { accountId, region } = owner;
    const ofAccount = { StringEquals: { "aws:SourceAccount": accountId } };
    return [
        keyOwner(accountId),
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
        ...publishers(owner),
        {
            // Buckets notify encrypted queues:
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
            sid: "Buckets",
            actions: PUBLISH,
            resources: THIS_KEY,
            principals: { Service: ["s3.amazonaws.com"] },
            conditions: { ...ofAccount, ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
        },
        {
            // Any distribution of the account: one that is named here would need the key that it waits for. What each may
            // read, its bucket's policy says.
            // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
            sid: "CloudFront",
            actions: ["kms:Decrypt"],
            resources: THIS_KEY,
            principals: { Service: ["cloudfront.amazonaws.com"] },
            conditions: {
                ...ofAccount,
                ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${accountId}:distribution/*` },
            },
        },
        {
            // https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
            sid: "Schedules",
            actions: [...PUBLISH, "kms:DescribeKey"],
            resources: THIS_KEY,
            principals: { Service: ["scheduler.amazonaws.com"] },
            conditions: {
                ...ofAccount,
                ArnLike: { "aws:SourceArn": `arn:aws:scheduler:${region}:${accountId}:schedule*` },
            },
        },
        ...deliveries(owner),
        ...autoScaling(accountId),
        ...audit(accountId),
    ];
}

/** Services that publish to encrypted topics. */
function publishers({ accountId, region }: KeyOwner): Statement[] {
    return [
        {
            sid: "Alarms",
            actions: PUBLISH,
            resources: THIS_KEY,
            principals: { Service: ["cloudwatch.amazonaws.com"] },
            conditions: { StringEquals: { "aws:SourceAccount": accountId } },
        },
        {
            // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
            sid: "Costs",
            actions: PUBLISH,
            resources: THIS_KEY,
            principals: { Service: ["budgets.amazonaws.com", "costalerts.amazonaws.com"] },
            conditions: { StringEquals: { "aws:SourceAccount": accountId } },
        },
        {
            // EventBridge sends neither account nor ARN when it encrypts for a topic; the topic's policy requires them:
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
            sid: "Events",
            actions: PUBLISH,
            resources: THIS_KEY,
            principals: { Service: ["events.amazonaws.com"] },
            conditions: {
                ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:${region}:${accountId}:*` },
            },
        },
    ];
}

/** Topics and buses, which encrypt for queues, and buses, which encrypt their events, patterns and archives. */
function deliveries({ accountId, region }: KeyOwner): Statement[] {
    const ofAccount = { StringEquals: { "aws:SourceAccount": accountId } };
    const events = { resources: THIS_KEY, principals: { Service: ["events.amazonaws.com"] } };
    return [
        {
            // https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
            sid: "Topics",
            actions: PUBLISH,
            resources: THIS_KEY,
            principals: { Service: ["sns.amazonaws.com"] },
            conditions: { ArnLike: { "aws:SourceArn": `arn:aws:sns:${region}:${accountId}:*` } },
        },
        {
            // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
            ...events,
            sid: "EventQueues",
            actions: PUBLISH,
            conditions: {
                ...ofAccount,
                ArnLike: { "kms:EncryptionContext:aws:sqs:arn": `arn:aws:sqs:${region}:${accountId}:*` },
            },
        },
        {
            // Archives send no account: https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives.html
            ...events,
            sid: "Buses",
            actions: [...PUBLISH, "kms:ReEncrypt*"],
            conditions: {
                ArnLike: {
                    "kms:EncryptionContext:aws:events:event-bus:arn": `arn:aws:events:${region}:${accountId}:event-bus/*`,
                },
            },
        },
        // EventBridge looks at the key, without the context of a bus.
        { ...events, sid: "BusKeys", actions: ["kms:DescribeKey"], conditions: ofAccount },
    ];
}

/** CloudTrail and AWS Config, which write to encrypted buckets. */
function audit(accountId: string): Statement[] {
    const trails = `arn:aws:cloudtrail:*:${accountId}:trail/*`;
    const ofTrails = { ArnLike: { "aws:SourceArn": trails } };
    const trail = { resources: THIS_KEY, principals: { Service: ["cloudtrail.amazonaws.com"] } };
    return [
        {
            // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
            ...trail,
            sid: "Trail",
            actions: ["kms:GenerateDataKey*"],
            conditions: {
                ArnLike: { ...ofTrails.ArnLike, "kms:EncryptionContext:aws:cloudtrail:arn": trails },
            },
        },
        {
            // S3 asks for the bucket's key on the trail's behalf.
            ...trail,
            sid: "TrailBucket",
            actions: ["kms:Decrypt", "kms:DescribeKey"],
            conditions: ofTrails,
        },
        {
            // https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
            sid: "Config",
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            resources: THIS_KEY,
            principals: { Service: ["config.amazonaws.com"] },
            conditions: { StringEquals: { "aws:SourceAccount": accountId } },
        },
    ];
}

/**
 * EC2 Auto Scaling encrypts volumes with its service-linked role, which an account has from its first group on:
 * a policy cannot name it as a principal before, but it can require the caller's ARN in a condition.
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
