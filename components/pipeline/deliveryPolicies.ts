import type * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";

/** Account, region and names in the policies. */
export interface DeliveryScope {
    readonly accountId: string;
    readonly region: string;
    /** Path of the delivery roles, which none of them may change, such as `/shop/delivery/`. */
    readonly path: string;
    /** ARN of a policy without which no role can be made or get permissions. @default any role can */
    readonly roleBoundaryArn?: string | undefined;
    /** Bucket and key of the Pulumi state, if it is in S3. */
    readonly state?: StateLocation | undefined;
}

/** A Pulumi state in S3, encrypted with KMS. */
export interface StateLocation {
    readonly bucket: string;
    readonly keyArn: string;
}

/** Services that the platform is made of, as IAM calls them. */
const SERVICES = [
    "access-analyzer",
    "acm",
    "apigateway",
    "application-autoscaling",
    "autoscaling",
    "backup",
    "backup-storage",
    "budgets",
    "ce",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codebuild",
    "codeconnections",
    "codepipeline",
    "codestar-connections",
    "cognito-idp",
    "config",
    "dynamodb",
    "ec2",
    "ecr",
    "ecs",
    "elasticache",
    "elasticloadbalancing",
    "events",
    "guardduty",
    "kms",
    "lambda",
    "logs",
    "rds",
    "route53",
    "s3",
    "scheduler",
    "secretsmanager",
    "securityhub",
    "servicediscovery",
    "sns",
    "sqs",
    "ssm",
    "synthetics",
    "wafv2",
    "xray",
];

/** Global services, and certificates and firewalls of CloudFront, have their endpoints in us-east-1. */
const GLOBAL_REGION = "us-east-1";

/** Policies that allow a role everything, and so every principal that may pass the role. */
const ALMIGHTY = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"];

/**
 * Permissions of `pulumi up`: the platform's services in its own region, and IAM for the roles of its workloads. Never
 * users, groups or keys of people, other accounts, or the roles of delivery itself.
 *
 * A principal that creates roles could give them more permissions than its own; the boundary, which every role must
 * have, prevents that. Only a service control policy can restrict passing other roles of the account.
 */
export function deployStatements(scope: DeliveryScope): Statement[] {
    const { accountId, region, path, roleBoundaryArn } = scope;
    const iam = `arn:aws:iam::${accountId}`;
    const regions = [...new Set([region, GLOBAL_REGION])];
    return [
        {
            sid: "Platform",
            actions: SERVICES.map((service) => `${service}:*`),
            // Resources that do not exist yet have no ARN.
            resources: ["*"],
            conditions: { StringEquals: { "aws:RequestedRegion": regions } },
        },
        {
            sid: "Roles",
            actions: [
                "iam:*Role",
                "iam:*RolePolicy",
                "iam:*RolePolicies",
                "iam:*RoleDescription",
                "iam:*RoleTags",
                "iam:UpdateAssumeRolePolicy",
                "iam:*InstanceProfile*",
                "iam:*Policy",
                "iam:*PolicyVersion*",
                "iam:*PolicyTags",
                "iam:ListEntitiesForPolicy",
            ],
            resources: [`${iam}:role/*`, `${iam}:policy/*`, `${iam}:instance-profile/*`],
        },
        {
            sid: "ReadAccount",
            actions: [
                "iam:Get*",
                "iam:List*",
                "servicequotas:Get*",
                "servicequotas:List*",
                "sts:GetCallerIdentity",
                "tag:GetResources",
            ],
            resources: ["*"],
        },
        {
            // Settings of the account, and a service with a region of its own.
            sid: "Account",
            actions: ["iam:UpdateAccountPasswordPolicy", "iam:DeleteAccountPasswordPolicy", "chatbot:*"],
            resources: ["*"],
        },
        ...stateStatements(scope.state, true),
        ...(roleBoundaryArn === undefined ? [] : boundaryStatements(roleBoundaryArn, `${iam}:role/*`)),
        {
            sid: "NotPeople",
            effect: "Deny",
            actions: [
                "iam:*User*",
                "iam:*Group*",
                "iam:*AccessKey*",
                "iam:*LoginProfile*",
                "iam:*MFADevice*",
                "iam:*SAMLProvider*",
                "organizations:*",
                "account:*",
                "sts:AssumeRole",
            ],
            resources: ["*"],
        },
        {
            sid: "NotDelivery",
            effect: "Deny",
            actions: [
                "Attach*",
                "Create*",
                "Delete*",
                "Detach*",
                "PassRole",
                "Put*",
                "Tag*",
                "Untag*",
                "Update*",
            ].map((verb) => `iam:${verb}`),
            resources: [`${iam}:role${path}*`],
        },
        {
            sid: "NotAlmighty",
            effect: "Deny",
            actions: ["iam:AttachRolePolicy"],
            resources: ["*"],
            conditions: {
                ArnLike: { "iam:PolicyARN": ALMIGHTY.map((name) => `arn:aws:iam::aws:policy/${name}`) },
            },
        },
    ];
}

/**
 * No role without the boundary, which is there to stay as it is.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function boundaryStatements(boundaryArn: string, roles: string): Statement[] {
    return [
        { sid: "Bound", actions: ["iam:PutRolePermissionsBoundary"], resources: [roles] },
        {
            sid: "NotUnbound",
            effect: "Deny",
            actions: ["AttachRolePolicy", "CreateRole", "PutRolePermissionsBoundary", "PutRolePolicy"].map(
                (action) => `iam:${action}`,
            ),
            resources: ["*"],
            // True of a role without any boundary, too.
            conditions: { StringNotEquals: { "iam:PermissionsBoundary": boundaryArn } },
        },
        {
            sid: "NotUnbinding",
            effect: "Deny",
            actions: ["iam:DeleteRolePermissionsBoundary"],
            resources: ["*"],
        },
        {
            sid: "NotBoundary",
            effect: "Deny",
            actions: [
                "CreatePolicyVersion",
                "DeletePolicy",
                "DeletePolicyVersion",
                "SetDefaultPolicyVersion",
            ].map((action) => `iam:${action}`),
            resources: [boundaryArn],
        },
    ];
}

/** Actions of `ReadOnlyAccess` that read data instead of configuration. */
export function lookStatements(scope: DeliveryScope): Statement[] {
    return [
        {
            sid: "NotData",
            effect: "Deny",
            actions: [
                "dynamodb:BatchGetItem",
                "dynamodb:GetItem",
                "dynamodb:Query",
                "dynamodb:Scan",
                "dynamodb:GetRecords",
                "logs:FilterLogEvents",
                "logs:GetLogEvents",
                "logs:StartQuery",
                "sqs:ReceiveMessage",
                "cognito-idp:ListUsers",
                "cognito-idp:AdminGetUser",
                "xray:GetTraceSummaries",
                "xray:BatchGetTraces",
            ],
            resources: ["*"],
        },
        ...stateStatements(scope.state, false),
    ];
}

/** Reading a secret's version, to see that it is still the one that was put there, reads its value. */
export function secretVersionStatement({ accountId, region }: DeliveryScope): Statement {
    return {
        sid: "SecretVersions",
        actions: ["secretsmanager:GetSecretValue"],
        resources: [`arn:aws:secretsmanager:${region}:${accountId}:secret:*`],
        conditions: { StringEquals: { "aws:ResourceTag/ManagedBy": "pulumi" } },
    };
}

/**
 * Services decrypt with the stack's key or return nothing: without the key Lambda returns
 * no variables, so that drift detection would report them as removed. Only through the services whose
 * values are compared: neither tables nor buckets.
 */
export function valueKeyStatement({ region }: DeliveryScope, keyArn: pulumi.Input<string>): Statement {
    return {
        sid: "ValueKey",
        actions: ["kms:Decrypt"],
        resources: [keyArn],
        conditions: {
            StringEquals: {
                "kms:ViaService": ["secretsmanager", "ssm", "lambda"].map(
                    (service) => `${service}.${region}.amazonaws.com`,
                ),
            },
        },
    };
}

function stateStatements(state: StateLocation | undefined, write: boolean): Statement[] {
    if (state === undefined) return [];
    const bucketArn = `arn:aws:s3:::${state.bucket}`;
    return [
        {
            sid: "State",
            actions: ["s3:GetObject", ...(write ? ["s3:PutObject", "s3:DeleteObject"] : [])],
            resources: [`${bucketArn}/*`],
        },
        { sid: "States", actions: ["s3:ListBucket"], resources: [bucketArn] },
        {
            sid: "StateKey",
            actions: ["kms:Decrypt", ...(write ? ["kms:Encrypt", "kms:GenerateDataKey"] : [])],
            resources: [state.keyArn],
        },
    ];
}
