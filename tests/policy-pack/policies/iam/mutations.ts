import { document } from "../../support/documents";
import type { Mutation } from "../../mutations/mutation";

/** Each document replaces another: documents of different resources are checked in one preview. */
const role = (name: string) => ({ type: "aws:iam/role:Role", name }) as const;

const policyOf = (name: string) => ({ type: "aws:iam/rolePolicy:RolePolicy", name }) as const;

const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.example.com";

const ARN = "arn:aws:sqs:eu-west-1:111122223333:jobs";

export const iam: readonly Mutation[] = [
    {
        rule: "iam-no-admin",
        ...policyOf("stock-task"),
        set: { policy: document({ Action: "*", Resource: "*" }) },
        // Everything is all of that.
        also: [
            "iam-no-data-everywhere",
            "iam-no-escalation",
            "iam-no-service-wildcards",
            "iam-pass-role",
            "kms-no-wildcard-decrypt",
        ],
    },
    {
        rule: "iam-no-admin-attachment",
        name: "app-monitoring",
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        set: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    },
    {
        rule: "iam-no-data-everywhere",
        ...policyOf("orders"),
        set: { policy: document({ Action: "secretsmanager:GetSecretValue", Resource: "*" }) },
    },
    {
        rule: "iam-no-escalation",
        ...policyOf("reports"),
        set: {
            policy: document({
                Action: "iam:AttachRolePolicy",
                Resource: "arn:aws:iam::111122223333:role/*",
            }),
        },
    },
    {
        rule: "iam-no-not-resource",
        ...policyOf("admin-task"),
        set: { policy: document({ Action: "sqs:SendMessage", NotResource: ARN }) },
        // All but one queue are nearly every queue.
        also: ["iam-no-writes-everywhere"],
    },
    {
        rule: "iam-no-service-wildcards",
        ...policyOf("stock-execution"),
        set: { policy: document({ Action: "sqs:*", Resource: ARN }) },
    },
    { rule: "iam-no-users", add: [{ type: "aws:iam/user:User", props: { name: "deployer" } }] },
    {
        rule: "iam-no-writes-everywhere",
        ...policyOf("admin-execution"),
        set: { policy: document({ Action: "sqs:PurgeQueue", Resource: "*" }) },
    },
    {
        rule: "iam-oidc-audience",
        ...role("stock-task"),
        set: {
            assumeRolePolicy: document({
                Action: "sts:AssumeRoleWithWebIdentity",
                Principal: { Federated: PROVIDER },
                Condition: { StringEquals: { "token.actions.example.com:sub": "repo:shop/shop:ref:main" } },
            }),
        },
    },
    {
        rule: "iam-oidc-subject",
        ...role("admin-task"),
        set: {
            assumeRolePolicy: document({
                Action: "sts:AssumeRoleWithWebIdentity",
                Principal: { Federated: PROVIDER },
                Condition: { StringEquals: { "token.actions.example.com:aud": "sts.amazonaws.com" } },
            }),
        },
    },
    {
        rule: "iam-pass-role",
        ...policyOf("app-proxy"),
        set: { policy: document({ Action: ["iam:PassRole"], Resource: "arn:aws:iam::111122223333:role/*" }) },
    },
    {
        rule: "iam-password-policy",
        type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
        set: { minimumPasswordLength: 8 },
    },
    {
        rule: "iam-trust-accounts",
        ...role("stock-execution"),
        set: {
            assumeRolePolicy: document({
                Action: "sts:AssumeRole",
                Principal: { AWS: "arn:aws:iam::999999999999:root" },
            }),
        },
    },
    {
        rule: "iam-trust-not-public",
        ...role("admin-execution"),
        set: { assumeRolePolicy: document({ Action: "sts:AssumeRole", Principal: { AWS: "*" } }) },
    },
    {
        rule: "iam-trust-source",
        ...role("orders"),
        set: {
            assumeRolePolicy: document({
                Action: "sts:AssumeRole",
                Principal: { Service: "ecs-tasks.amazonaws.com" },
            }),
        },
    },
];
