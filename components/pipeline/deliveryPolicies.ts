import type { Statement } from "../support/iam";
import { SERVICES } from "./services";

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

/** Access to the Pulumi state. */
export function stateStatements(state: StateLocation | undefined, write: boolean): Statement[] {
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
