import { document } from "../support/documents";
import type { Mutation } from "./mutation";

const ROLE = { type: "aws:iam/role:Role", name: "stock-task" } as const;
const POLICY = { type: "aws:iam/rolePolicy:RolePolicy", name: "stock-task" } as const;
const ARN = "arn:aws:sqs:eu-west-1:111122223333:jobs";

export const iam: readonly Mutation[] = [
    {
        rule: "iam-no-admin",
        ...POLICY,
        set: { policy: document({ Action: "*", Resource: "*" }) },
        // Everything is all of that.
        also: ["iam-no-service-wildcards", "iam-pass-role", "kms-no-wildcard-decrypt"],
    },
    {
        rule: "iam-no-admin-attachment",
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        set: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    },
    {
        rule: "iam-no-service-wildcards",
        ...POLICY,
        set: { policy: document({ Action: "sqs:*", Resource: ARN }) },
    },
    { rule: "iam-no-users", add: [{ type: "aws:iam/user:User", props: { name: "deployer" } }] },
    {
        rule: "iam-oidc-subject",
        ...ROLE,
        set: {
            assumeRolePolicy: document({
                Action: "sts:AssumeRoleWithWebIdentity",
                Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.example.com" },
            }),
        },
    },
    {
        rule: "iam-pass-role",
        ...POLICY,
        set: { policy: document({ Action: ["iam:PassRole"], Resource: "*" }) },
    },
    {
        rule: "iam-trust-not-public",
        ...ROLE,
        set: { assumeRolePolicy: document({ Action: "sts:AssumeRole", Principal: { AWS: "*" } }) },
    },
];
