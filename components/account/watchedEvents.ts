/** An event in the audit trail that people are told of. */
export interface WatchedEvent {
    /** Pattern of a metric filter. */
    readonly pattern: string;
    readonly description: string;
    /** Events in five minutes above which the alarm goes off. @default 0 */
    readonly threshold?: number;
    /** Whether deployments have such events, too. @default false */
    readonly change?: true;
}

const any = (...names: string[]): string => names.map((name) => `$.eventName = "${name}"`).join(" || ");
const of = (service: string, ...names: string[]): string =>
    `{ $.eventSource = "${service}.amazonaws.com" && (${any(...names)}) }`;

const POLICIES = ["Delete", "Put"].flatMap((verb) =>
    ["Group", "Role", "User"].map((owner) => `${verb}${owner}Policy`),
);
const ATTACHED = ["Attach", "Detach"].flatMap((verb) =>
    ["Group", "Role", "User"].map((owner) => `${verb}${owner}Policy`),
);

/**
 * The fourteen events of the CIS AWS Foundations Benchmark, chapter 4 (Security Hub CloudWatch.1 to 14):
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const WATCHED: Readonly<Record<string, WatchedEvent>> = {
    "root-user": {
        pattern:
            '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
        description: "The root user was used. Nobody should: find out who did, and why.",
    },
    unauthorized: {
        pattern:
            '{ ($.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDenied*") && $.sourceIPAddress != "delivery.logs.amazonaws.com" && $.eventName != "HeadBucket" }',
        description: "Somebody tries many calls that are not allowed: a stolen key, or a missing permission.",
        // A few are in every account: consoles ask for more than their users may see.
        threshold: 10,
    },
    "sign-in-without-mfa": {
        pattern:
            '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" && $.userIdentity.type = "IAMUser" && $.responseElements.ConsoleLogin = "Success" }',
        description: "Somebody signed in to the console without a second factor.",
    },
    "sign-in-failed": {
        pattern: '{ $.eventName = "ConsoleLogin" && $.errorMessage = "Failed authentication" }',
        description: "Sign-ins to the console fail: somebody may be guessing passwords.",
        threshold: 3,
    },
    "trail-changed": {
        pattern: `{ ${any("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging")} }`,
        description: "The audit trail was changed or stopped.",
    },
    "key-deleted": {
        pattern: of("kms", "DisableKey", "ScheduleKeyDeletion"),
        description: "A KMS key was disabled or will be deleted, and with it all it encrypts.",
    },
    "recorder-changed": {
        pattern: of(
            "config",
            "StopConfigurationRecorder",
            "DeleteDeliveryChannel",
            "PutDeliveryChannel",
            "PutConfigurationRecorder",
        ),
        description: "AWS Config was changed or stopped.",
    },
    "iam-changed": {
        pattern: of(
            "iam",
            ...POLICIES,
            ...ATTACHED,
            "CreatePolicy",
            "DeletePolicy",
            "CreatePolicyVersion",
            "DeletePolicyVersion",
        ),
        description: "Permissions were changed. Was it a deployment?",
        change: true,
    },
    "buckets-changed": {
        pattern: of(
            "s3",
            "PutBucketAcl",
            ...["Policy", "Cors", "Lifecycle", "Replication"].flatMap((what) => [
                `PutBucket${what}`,
                `DeleteBucket${what}`,
            ]),
        ),
        description:
            "The policy of a bucket, or what happens to its objects, was changed. Was it a deployment?",
        change: true,
    },
    "security-groups-changed": {
        pattern: `{ ${any(
            "AuthorizeSecurityGroupIngress",
            "AuthorizeSecurityGroupEgress",
            "RevokeSecurityGroupIngress",
            "RevokeSecurityGroupEgress",
            "CreateSecurityGroup",
            "DeleteSecurityGroup",
        )} }`,
        description: "Security groups were changed. Was it a deployment?",
        change: true,
    },
    "network-acls-changed": {
        pattern: `{ ${any(
            "CreateNetworkAcl",
            "CreateNetworkAclEntry",
            "DeleteNetworkAcl",
            "DeleteNetworkAclEntry",
            "ReplaceNetworkAclEntry",
            "ReplaceNetworkAclAssociation",
        )} }`,
        description: "Network ACLs were changed. Was it a deployment?",
        change: true,
    },
    "gateways-changed": {
        pattern: `{ ${any(
            "CreateCustomerGateway",
            "DeleteCustomerGateway",
            "AttachInternetGateway",
            "CreateInternetGateway",
            "DeleteInternetGateway",
            "DetachInternetGateway",
        )} }`,
        description: "A way out of a network was made or removed. Was it a deployment?",
        change: true,
    },
    "routes-changed": {
        pattern: of(
            "ec2",
            "CreateRoute",
            "CreateRouteTable",
            "ReplaceRoute",
            "ReplaceRouteTableAssociation",
            "DeleteRouteTable",
            "DeleteRoute",
            "DisassociateRouteTable",
        ),
        description: "Routes were changed. Was it a deployment?",
        change: true,
    },
    "vpc-changed": {
        pattern: `{ ${any(
            "CreateVpc",
            "DeleteVpc",
            "ModifyVpcAttribute",
            ...["Accept", "Create", "Delete", "Reject"].map((verb) => `${verb}VpcPeeringConnection`),
            "AttachClassicLinkVpc",
            "DetachClassicLinkVpc",
            "DisableVpcClassicLink",
            "EnableVpcClassicLink",
        )} }`,
        description: "A VPC or a connection between two was changed. Was it a deployment?",
        change: true,
    },
};
