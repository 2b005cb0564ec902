/** IAM documents of all stacks: a statement without a resource of its own needs a reason here, or the test fails. */
import assert from "node:assert/strict";

import type { Graph, PolicyStatement } from "../support/graph";
import { recordStack, STACKS } from "../support/program";

interface Found extends PolicyStatement {
    /** Kind and name of the resource that holds the document. */
    readonly where: string;
}

/** Why a statement that names no resource of its own is right. */
interface Reason {
    readonly why: string;
    /** Kind and name of the holders. */
    readonly where: RegExp;
    readonly sid?: string;
    /** All actions of the statement, in order; absent where a unit test of the component lists them. */
    readonly actions?: readonly string[];
    /** @default the resource `*` alone */
    readonly resources?: RegExp;
    /** Condition without which it would not be right. */
    readonly condition?: string;
}

const REASONS: readonly Reason[] = [
    {
        why: "the policy of an endpoint grants nothing: it limits what passes, to the account's own",
        where: /^ec2\.VpcEndpoint /,
        sid: "Own",
        actions: ["*"],
        condition: "aws:ResourceAccount",
    },
    {
        why: "the same, for reading images, which takes nothing out",
        where: /^ec2\.VpcEndpoint \S+-ecr-/,
        sid: "OfOthers",
        condition: "aws:PrincipalAccount",
    },
    {
        why: "AWS's own buckets, which machines read without a signature",
        where: /^ec2\.VpcEndpoint \S+-s3$/,
        sid: "OfAws",
        actions: ["s3:GetObject", "s3:GetObjectVersion"],
        resources: /^arn:aws:s3:::[a-z0-9-]+\*?\/\*$/,
    },
    {
        why: "traces belong to no resource",
        where: /^iam\.RolePolicy /,
        actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    },
    {
        why: "the sample's stack file permits it: metrics belong to no resource, and have a namespace",
        where: /^iam\.RolePolicy reports$/,
        actions: ["cloudwatch:PutMetricData"],
        condition: "cloudwatch:namespace",
    },
    {
        why: "interfaces of a function are made by Lambda, in any subnet; its code may not",
        where: /^iam\.RolePolicy \S+$/,
        sid: "Interfaces",
        actions: [
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses",
        ],
    },
    {
        why: "traces belong to no resource, and a collector asks which of them to keep",
        where: /^iam\.RolePolicy \S+-task$/,
        actions: [
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:GetSamplingStatisticSummaries",
        ],
    },
    {
        why: "channels of a shell have no ARN",
        where: /^iam\.RolePolicy \S+-task$/,
        actions: [
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
        ],
    },
    {
        why: "neither the list of buckets nor traces belong to a resource, and a canary needs both",
        where: /^iam\.RolePolicy (site|api|service|server)-\S+$/,
        actions: ["s3:ListAllMyBuckets", "xray:PutTraceSegments"],
    },
    {
        why: "metrics have no ARN; a canary may write its own namespace only",
        where: /^iam\.RolePolicy (site|api|service|server)-\S+$/,
        actions: ["cloudwatch:PutMetricData"],
        condition: "CloudWatchSynthetics",
    },
    {
        why: "metrics are read as a whole; nothing can be changed",
        where: /^iam\.RolePolicy alerts-slack$/,
        actions: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"],
    },
    {
        why: "tasks are listed for a cluster, which is named in the condition",
        where: /^iam\.RolePolicy \S+-runner$/,
        actions: ["ecs:ListTasks"],
        condition: "ecs:cluster",
    },
    {
        why: "public keys of CloudFront and groups of them have no ARN; the function touches those with its own name",
        where: /^iam\.RolePolicy \S+-signing$/,
        sid: "Keys",
        actions: [
            "cloudfront:CreatePublicKey",
            "cloudfront:DeleteKeyGroup",
            "cloudfront:DeletePublicKey",
            "cloudfront:GetKeyGroup",
            "cloudfront:GetPublicKey",
            "cloudfront:ListKeyGroups",
            "cloudfront:ListPublicKeys",
            "cloudfront:UpdateKeyGroup",
        ],
    },
    {
        why: "a random value belongs to no resource",
        where: /^iam\.RolePolicy secret-rotation$/,
        actions: ["secretsmanager:GetRandomPassword"],
    },
    {
        why: "secrets that name this function as the one that rotates them, and no others",
        where: /^iam\.RolePolicy secret-rotation$/,
        actions: [
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
        ],
        resources: /:secret:\*$/,
        condition: "secretsmanager:resource/AllowRotationLambdaArn",
    },
    {
        why: "drift looks at versions of the platform's own secrets",
        where: /^iam\.RolePolicy delivery-drift$/,
        sid: "SecretVersions",
        actions: ["secretsmanager:GetSecretValue"],
        resources: /:secret:\*$/,
        condition: "aws:ResourceTag/ManagedBy",
    },
    ...(["Platform", "Roles", "ReadAccount", "Account"] as const).map((sid) => ({
        why: "who deploys makes things that have no ARN yet; what he may not touch is denied",
        where: /^iam\.RolePolicy \S+-deploy$/,
        sid,
        resources: sid === "Roles" ? /^arn:aws:iam::\d{12}:(role|policy|instance-profile)\/\*$/ : /^\*$/,
        ...(sid === "Platform" ? { condition: "aws:RequestedRegion" } : {}),
    })),
];

interface ManagedReason {
    /** After `arn:aws:iam::aws:policy/`. */
    readonly policy: string;
    readonly why: string;
    /** Kind and name of its owner. */
    readonly where: RegExp;
}

/** Policies of AWS, whose statements are not ours to narrow, and change without us. */
const MANAGED: readonly ManagedReason[] = [
    {
        policy: "ReadOnlyAccess",
        why: "to look at any type of resource; people's data is denied",
        where: /^iam\.RolePolicyAttachment delivery-(preview|drift)$/,
    },
    {
        policy: "AmazonSSMManagedInstanceCore",
        why: "Systems Manager's agent, which needs what its version needs",
        where: /^iam\.RolePolicyAttachment \S+-ssm$/,
    },
    {
        policy: "AmazonECSInfrastructureRolePolicyForLoadBalancers",
        why: "ECS moves requests between target groups that it knows by tags of its own",
        where: /^iam\.RolePolicyAttachment services-infrastructure$/,
    },
    {
        policy: "service-role/AmazonRDSEnhancedMonitoringRole",
        why: "RDS's own log group of all databases, and no other",
        where: /^iam\.RolePolicyAttachment \S+$/,
    },
    ...[
        "service-role/AWSBackupServiceRolePolicyForBackup",
        "service-role/AWSBackupServiceRolePolicyForRestores",
        "AWSBackupServiceRolePolicyForS3Backup",
        "AWSBackupServiceRolePolicyForS3Restore",
    ].map((policy) => ({
        policy,
        why: "AWS Backup, which copies whatever type of resource a plan has",
        where: /^iam\.RolePolicyAttachment backup-\S+$/,
    })),
    {
        policy: "CloudWatchReadOnlyAccess",
        why: "a limit, not a permission: no command in the channel may do more",
        where: /^chatbot\.SlackChannelConfiguration alerts-slack$/,
    },
];

interface Attached {
    readonly where: string;
    readonly policy: string;
}

/** All AWS managed policies in any input; another test covers those in documents. */
function attachedOf(graph: Graph): Attached[] {
    return graph.resources.flatMap(({ kind, name, inputs }) => {
        const texts = Object.values(inputs).filter((input) => !isDocument(input));
        return [...JSON.stringify(texts).matchAll(/arn:aws:iam::aws:policy\/([\w/-]+)/g)].map(
            ([, policy = ""]) => ({ where: `${kind} ${name}`, policy }),
        );
    });
}

function allows({ policy, where }: ManagedReason, attached: Attached): boolean {
    return policy === attached.policy && where.test(attached.where);
}

/** In the policies of these, `*` is the very resource that the policy belongs to. */
const OWN_POLICY = ["kms.Key", "secretsmanager.SecretPolicy"];

function isDocument(input: unknown): input is string {
    return typeof input === "string" && input.startsWith('{"Version":"2012-10-17"');
}

/** All statements of all policy documents among the inputs. */
function statementsOf(graph: Graph): Found[] {
    return graph.resources.flatMap(({ kind, name, inputs }) =>
        Object.values(inputs).flatMap((input) => {
            if (!isDocument(input)) return [];
            const { Statement } = JSON.parse(input) as { Statement: PolicyStatement[] };
            return Statement.map((statement) => ({ ...statement, where: `${kind} ${name}` }));
        }),
    );
}

/** `*`, or an ARN with a resource type but no name. */
function isOpen(resource: string): boolean {
    return resource === "*" || /^arn:aws:[^:]*:[^:]*:[^:]*:([a-z-]+[:/])?\*$/.test(resource);
}

function isGeneral({ where, Effect, Action, Resource = [] }: Found): boolean {
    if (Effect !== "Allow" || OWN_POLICY.some((kind) => where.startsWith(`${kind} `))) return false;
    return Resource.some(isOpen) || Action.some((action) => action.endsWith(":*"));
}

function fits(reason: Reason, { where, Sid, Action, Resource = [], Condition = {} }: Found): boolean {
    const { actions = Action, resources = /^\*$/, condition = "" } = reason;
    return (
        reason.where.test(where) &&
        reason.sid === Sid &&
        Action.join() === actions.join() &&
        Resource.every((resource) => resources.test(resource)) &&
        JSON.stringify(Condition).includes(condition)
    );
}

/** Whether a statement admits an AWS service on behalf of any account: the confused deputy. */
function trustsForAnybody({ Effect, Principal, Resource = [], Condition = {} }: Found): boolean {
    if (Effect !== "Allow" || typeof Principal !== "object" || Principal === null) return false;
    if (!("Service" in Principal)) return false;
    return !/\d{12}/.test(
        JSON.stringify([Condition, Resource.filter((one) => one.startsWith("arn:aws:s3"))]),
    );
}

describe("IAM permissions", () => {
    let all: Found[];
    let attached: Attached[];

    before(async () => {
        const graphs: Graph[] = [];
        for (const stack of STACKS) graphs.push((await recordStack(stack)).graph);
        all = graphs.flatMap(statementsOf);
        attached = graphs.flatMap(attachedOf);
    });

    it("name their resources; every exception has a reason", () => {
        assert.ok(all.length > 200, `${all.length} statements`);
        const without = all
            .filter(isGeneral)
            .filter((statement) => !REASONS.some((reason) => fits(reason, statement)));
        assert.deepEqual(without, []);
    });

    it("have no unused exception", () => {
        const unused = REASONS.filter((reason) => !all.some((s) => isGeneral(s) && fits(reason, s)));
        assert.deepEqual(unused, []);
    });

    it("use AWS managed policies only with a reason", () => {
        const without = attached.filter((one) => !MANAGED.some((reason) => allows(reason, one)));
        assert.deepEqual(without, []);
    });

    it("have no unused reason for an AWS managed policy", () => {
        const unused = MANAGED.filter((reason) => !attached.some((one) => allows(reason, one)));
        assert.deepEqual(unused, []);
    });

    it("never grant all actions on all resources", () => {
        assert.deepEqual(
            all.filter(
                ({ Effect, Action, where }) =>
                    // An endpoint's policy is a limit, as is a permissions boundary.
                    Effect === "Allow" && Action.includes("*") && !where.startsWith("ec2.VpcEndpoint "),
            ),
            [],
        );
    });

    it("admit AWS services on behalf of this account only", () => {
        const documents = all.filter(({ where }) => !where.startsWith("iam.Role "));
        assert.deepEqual(documents.filter(trustsForAnybody), []);
    });

    it("admit only services, this account, GitHub and CloudFront's own identity", () => {
        const everybody = all.filter(
            ({ Effect, Principal, Condition, where, Sid }) =>
                Effect === "Allow" &&
                Principal === "*" &&
                // Machines read AWS's own buckets without a signature.
                !(where.startsWith("ec2.VpcEndpoint ") && Sid === "OfAws") &&
                !JSON.stringify(Condition ?? {}).includes("Account"),
        );
        assert.deepEqual(everybody, []);
        const accounts = all.flatMap(({ Principal }) =>
            typeof Principal === "object" && Principal !== null && "AWS" in Principal ? [Principal.AWS] : [],
        );
        const own = /^arn:aws:iam::\d{12}:root$/;
        assert.deepEqual(
            accounts.flat().filter((account) => !own.test(String(account))),
            [],
        );
    });
});
