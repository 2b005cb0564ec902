import assert from "node:assert/strict";

import type { ResourceRule } from "../../../../policy-pack/core/rule";
import { iamNoAdmin } from "../../../../policy-pack/policies/iam/noAdmin";
import { iamNoAdminAttachment } from "../../../../policy-pack/policies/iam/noAdminAttachment";
import { iamNoDataEverywhere } from "../../../../policy-pack/policies/iam/noDataEverywhere";
import { iamNoEscalation } from "../../../../policy-pack/policies/iam/noEscalation";
import { iamNoNotResource } from "../../../../policy-pack/policies/iam/noNotResource";
import { iamNoServiceWildcards } from "../../../../policy-pack/policies/iam/noServiceWildcards";
import { iamNoUsers } from "../../../../policy-pack/policies/iam/noUsers";
import { iamNoWritesEverywhere } from "../../../../policy-pack/policies/iam/noWritesEverywhere";
import { iamPassRole } from "../../../../policy-pack/policies/iam/passRole";
import { iamPasswordPolicy } from "../../../../policy-pack/policies/iam/passwordPolicy";
import { document } from "../../support/documents";
import { ask, UNKNOWN } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { noteTable } from "../../support/tables";

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jobs";
const ROLES = "arn:aws:iam::111122223333:role/*";
const REGION = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };

type Parts = Readonly<Record<string, unknown>>;

/** Common cases of all rules about identity policies: places of such policies, and policies that cannot be judged. */
function testPolicies(
    rule: ResourceRule,
    good: readonly Parts[],
    bad: readonly (readonly [Parts, RegExp])[],
) {
    const use = { Action: "sqs:SendMessage", Resource: QUEUE };
    const [broken] = bad.map(([statement]) => statement);
    testRule(rule, {
        type: "aws:iam/rolePolicy:RolePolicy",
        compliant: { role: "web", policy: document(use) },
        also: [
            ...good.map((statement) => ({ policy: document(statement) })),
            // A denied action is not allowed.
            { policy: document({ ...broken, Effect: "Deny" }) },
            // Some programs give an object in place of JSON.
            { policy: JSON.parse(document(use)) as unknown },
            // A single statement stands without a list.
            { policy: JSON.stringify({ Statement: { Effect: "Allow", ...use } }) },
        ],
        violating: bad.flatMap(([statement, part]) => [
            [{ policy: document(statement) }, part],
            [{ policy: JSON.parse(document(statement)) as unknown }, part],
            // The second statement is judged as well as the first.
            [{ policy: document(use, statement) }, /^policy\.Statement\[1\]/],
        ]),
        unknown: { policy: "deferred" },
        absent: { policy: "passes" },
        wrongType: { policy: 7 },
    });
    testRule(rule, {
        type: "aws:iam/role:Role",
        compliant: { inlinePolicies: [{ name: "use", policy: document(use) }] },
        violating: bad.map(([statement, part]) => [
            { "inlinePolicies.0.policy": document(statement) },
            new RegExp(`^inlinePolicies\\[0\\]\\..*${part.source}`),
        ]),
        unknown: { "inlinePolicies.0.policy": "deferred" },
        absent: { inlinePolicies: "passes", "inlinePolicies.0.policy": "passes" },
        wrongType: { inlinePolicies: "none", "inlinePolicies.0.policy": "no JSON" },
    });
    testRule(rule, {
        type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
        compliant: { inlinePolicy: document(use) },
        violating: bad.map(([statement, part]) => [{ inlinePolicy: document(statement) }, part]),
        unknown: { inlinePolicy: "deferred" },
        absent: { inlinePolicy: "passes" },
        wrongType: { inlinePolicy: 7 },
    });
}

testPolicies(
    iamNoAdmin,
    [
        { Action: "sqs:*", Resource: "*" },
        { NotAction: "iam:*", Resource: QUEUE },
        // All but everything is nothing.
        { NotAction: "*", Resource: "*" },
    ],
    [
        [{ Action: "*", Resource: "*" }, /allows every action on every resource/],
        [{ Action: "*", Resource: QUEUE }, /allows every action\. /],
        [{ Action: ["sqs:GetQueueUrl", "*"], Resource: [QUEUE] }, /allows every action\. /],
        [{ Action: "*", Resource: "arn:aws:*" }, /allows every action on every resource/],
        [{ Action: "*", NotResource: QUEUE }, /allows every action on every resource/],
        [{ NotAction: ["iam:*", "organizations:*"], Resource: "*" }, /allows every action but some/],
        [{ NotAction: "iam:*", NotResource: QUEUE }, /allows every action but some on every resource/],
        [{ Action: "*:*", Resource: "*" }, /allows every action on every resource/],
        [{ Action: ["sqs:*", "*"], Resource: [QUEUE, "*"] }, /allows every action on every resource/],
    ],
);

// A policy that is an object has parts which are not known, while others are.
testRule(iamNoAdmin, {
    type: "aws:iam/rolePolicy:RolePolicy",
    compliant: { policy: { Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }] } },
    violating: [[{ "policy.Statement.0.Action": "*" }, /allows every action on every resource/]],
    unknown: { "policy.Statement.0.Resource": "deferred", "policy.Statement": "deferred" },
    absent: { "policy.Statement": "passes" },
    wrongType: { policy: 7 },
});

testPolicies(
    iamNoServiceWildcards,
    [{ Action: "sqs:Get*", Resource: "*" }],
    [
        [{ Action: "sqs:*", Resource: QUEUE }, /Action allows all actions of a service/],
        [{ NotAction: "iam:*", Resource: QUEUE }, /NotAction allows all actions but some/],
    ],
);

testPolicies(
    iamNoNotResource,
    [],
    [[{ Action: "sqs:SendMessage", NotResource: QUEUE }, /NotResource allows on everything but some/]],
);

testPolicies(
    iamNoDataEverywhere,
    [
        { Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" },
        { Action: "s3:GetObject", Resource: "*", Condition: { StringEquals: { "aws:ResourceTag/a": "b" } } },
        { Action: "ecr:GetAuthorizationToken", Resource: "*" },
        { Action: "dynamodb:Query", Resource: "arn:aws:dynamodb:*:*:table/orders*" },
        { Action: "s3:GetObject", Resource: "arn:aws:s3:::table/*" },
        // Everything of another service.
        { Action: ["s3:GetObject", "dynamodb:ListTables"], Resource: "arn:aws:dynamodb:*:*:table/*" },
        { Action: "ssm:GetParameter", Resource: "arn:aws:ssm:*:*:parameter/shop/*" },
        {
            NotAction: ["dynamodb:*", "s3:*", "secretsmanager:*", "sqs:*", "ssm:*"],
            Resource: "*",
        },
    ],
    [
        [{ NotAction: "iam:*", Resource: "*" }, /allows dynamodb:GetItem on everything/],
        [{ NotAction: ["dynamodb:*", "iam:*"], Resource: "*" }, /allows s3:GetObject on everything/],
        [{ Action: "s3:GetObject", NotResource: "arn:aws:s3:::secret/*" }, /s3:GetObject on everything/],
        [{ Action: "s3:GetObject", Resource: "arn:aws:*" }, /s3:GetObject on everything/],
        // Conditions that nearly every request meets.
        ...[
            { Bool: { "aws:SecureTransport": "true" } },
            { StringEqualsIfExists: { "aws:ResourceTag/a": "b" } },
            { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } },
            { StringNotEquals: { "aws:ResourceTag/a": "b" } },
            { Null: { "aws:ResourceTag/a": "true" } },
        ].map((Condition): [Parts, RegExp] => [
            { Action: "s3:GetObject", Resource: "*", Condition },
            /allows s3:GetObject on everything/,
        ]),
        [{ Action: "secretsmanager:GetSecretValue", Resource: "*" }, /allows secretsmanager:GetSecretValue/],
        [{ Action: "s3:Get*", Resource: "arn:aws:s3:::*" }, /allows s3:GetObject on everything/],
        [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::*/*" }, /allows s3:GetObject on everything/],
        [
            { Action: "dynamodb:?etItem", Resource: "arn:aws:dynamodb:eu-west-1:111122223333:*" },
            /dynamodb:GetItem/,
        ],
        // Everything of a kind.
        [
            { Action: "secretsmanager:GetSecretValue", Resource: "arn:aws:secretsmanager:*:*:secret:*" },
            /allows secretsmanager:GetSecretValue/,
        ],
        [{ Action: "dynamodb:Scan", Resource: "arn:aws:dynamodb:*:*:table/*" }, /allows dynamodb:Scan/],
    ],
);

testPolicies(
    iamNoWritesEverywhere,
    [
        { Action: ["xray:PutTraceSegments", "cloudwatch:Describe*"], Resource: "*" },
        { Action: "sqs:PurgeQueue", Resource: "*", Condition: REGION },
        { Action: ["ec2:CreateNetworkInterface", "ec2:AssignPrivateIpAddresses"], Resource: "*" },
        // All of a service is another rule's matter.
        { Action: "sqs:*", Resource: "*" },
        // Actions that AWS allows on all resources only: logs of a state machine, content in the request, a token.
        {
            Action: ["logs:CreateLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"],
            Resource: "*",
        },
        { Action: ["logs:PutResourcePolicy", "states:ValidateStateMachineDefinition"], Resource: "*" },
        { Action: ["states:SendTaskSuccess", "states:SendTaskFailure"], Resource: "*" },
        { Action: ["translate:TranslateText", "textract:DetectDocumentText"], Resource: "*" },
        { Action: ["comprehend:DetectSentiment", "rekognition:DetectLabels"], Resource: "*" },
        // They only read, though their names begin like permission changes.
        { Action: ["cognito-idp:AdminGetUser", "cognito-idp:AdminListGroupsForUser"], Resource: "*" },
    ],
    [
        [{ Action: "sqs:PurgeQueue", Resource: "*" }, /Resource covers every resource/],
        [{ Action: "sqs:PurgeQueue", NotResource: QUEUE }, /Resource covers every resource/],
        [{ NotAction: "iam:*", Resource: "*" }, /Resource covers every resource/],
        [
            { Action: ["cognito-idp:AdminGetUser", "cognito-idp:AdminDeleteUser"], Resource: "*" },
            /Resource covers every resource/,
        ],
        // Of the same services, what can be limited.
        [{ Action: "translate:DeleteTerminology", Resource: "*" }, /Resource covers every resource/],
        [{ Action: "rekognition:DetectCustomLabels", Resource: "*" }, /Resource covers every resource/],
        [{ Action: ["sqs:ListQueues", "ec2:Terminate*"], Resource: "*" }, /Resource covers every resource/],
    ],
);

// The setting's actions add to the rule's own.
testRule(iamNoWritesEverywhere, {
    type: "aws:iam/rolePolicy:RolePolicy",
    compliant: { policy: document({ Action: "sqs:PurgeQueue", Resource: "*" }) },
    also: [{ policy: document({ Action: "cloudwatch:PutMetricData", Resource: "*" }) }],
    violating: [
        [
            { policy: document({ Action: "sqs:SendMessage", Resource: "*" }) },
            /Resource covers every resource/,
        ],
    ],
    unknown: { policy: "deferred" },
    absent: { policy: "passes" },
    wrongType: { policy: 7 },
    asked: { settings: { "iam-no-writes-everywhere": { unlimited: ["sqs:Purge*"] } } },
});

testPolicies(
    iamNoEscalation,
    [
        { Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::111122223333:role/apps/*" },
        {
            Action: "iam:PutRolePolicy",
            Resource: ROLES,
            Condition: { ArnLike: { "iam:PermissionsBoundary": "a" } },
        },
        { Action: "iam:ListRoles", Resource: "*" },
        { Action: "*", Resource: "arn:aws:dynamodb:*:*:table/*" },
        // Everything, of another service.
        { Action: "*", Resource: "arn:aws:s3:::*" },
        { NotAction: ["iam:*", "sts:*"], Resource: "*" },
    ],
    [
        [{ NotAction: "s3:*", Resource: "*" }, /allows iam:AttachRolePolicy on any/],
        [{ NotAction: "iam:*", Resource: ROLES }, /allows sts:AssumeRole on any/],
        [{ Action: "iam:PutRolePolicy", NotResource: `${ROLES}admin` }, /allows iam:PutRolePolicy on any/],
        [
            {
                Action: "iam:PutRolePolicy",
                Resource: ROLES,
                Condition: { ArnLikeIfExists: { "iam:PermissionsBoundary": "a" } },
            },
            /allows iam:PutRolePolicy on any/,
        ],
        [{ Action: "iam:Attach*", Resource: ROLES }, /allows iam:AttachRolePolicy on any/],
        [{ Action: "sts:AssumeRole", Resource: "*" }, /allows sts:AssumeRole on any/],
        [
            { Action: "iam:CreateAccessKey", Resource: "arn:aws:iam::111122223333:user/*" },
            /allows iam:CreateAccessKey on any/,
        ],
        [{ Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/?*" }, /allows sts:AssumeRole on any/],
    ],
);

testPolicies(
    iamPassRole,
    [
        { Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/apps/*" },
        // Users can't be passed.
        { Action: "iam:*", Resource: "arn:aws:iam::111122223333:user/*" },
        { NotAction: "iam:Pass*", Resource: "*" },
    ],
    [
        [{ NotAction: "s3:*", Resource: "*" }, /allows passing every role/],
        [{ NotAction: "iam:CreateUser", Resource: ROLES }, /allows passing every role/],
        [{ Action: "iam:PassRole", NotResource: `${ROLES}admin` }, /allows passing every role/],
        [{ Action: "iam:PassRole", Resource: "arn:aws:*" }, /allows passing every role/],
        [{ Action: "iam:PassRole", Resource: "*" }, /allows passing every role/],
        [{ Action: "iam:*Role", Resource: ROLES }, /allows passing every role/],
        [{ Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/?*" }, /allows passing every role/],
        [{ Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role*" }, /passing every role/],
    ],
);

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

testRule(iamNoAdminAttachment, {
    compliant: { role: "web", policyArn: managed("ReadOnlyAccess") },
    also: [{ policyArn: "arn:aws:iam::111122223333:policy/Deploy" }],
    violating: ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"].map((name) => [
        { policyArn: managed(name) },
        /^policyArn is a policy of administrators/,
    ]),
    unknown: { policyArn: "deferred" },
    absent: { policyArn: "passes" },
    wrongType: { policyArn: 7 },
});

testRule(iamNoAdminAttachment, {
    type: "aws:iam/role:Role",
    compliant: { managedPolicyArns: [managed("ReadOnlyAccess")] },
    violating: [
        [
            { managedPolicyArns: [managed("ReadOnlyAccess"), managed("AdministratorAccess")] },
            /^managedPolicyArns/,
        ],
    ],
    unknown: { managedPolicyArns: "deferred", "managedPolicyArns.0": "deferred" },
    absent: { managedPolicyArns: "passes" },
    wrongType: { managedPolicyArns: managed("ReadOnlyAccess"), "managedPolicyArns.0": 7 },
});

for (const type of [
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
]) {
    testRule(iamNoAdminAttachment, {
        type,
        compliant: { policyArn: managed("ReadOnlyAccess") },
        violating: [[{ policyArn: managed("AdministratorAccess") }, /^policyArn is a policy of admin/]],
        unknown: { policyArn: "deferred" },
        absent: { policyArn: "passes" },
        wrongType: { policyArn: 7 },
    });
}

testRule(iamNoAdminAttachment, {
    type: "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
    compliant: { permissionSetArn: "arn:set", managedPolicyArn: managed("ReadOnlyAccess") },
    violating: ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"].map((name) => [
        { managedPolicyArn: managed(name) },
        /^managedPolicyArn is a policy of administrators/,
    ]),
    unknown: { managedPolicyArn: "deferred" },
    absent: { managedPolicyArn: "passes" },
    wrongType: { managedPolicyArn: 7 },
});

testRule(iamNoAdminAttachment, {
    type: "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
    compliant: { managedPolicyArns: [managed("ReadOnlyAccess")] },
    violating: [[{ managedPolicyArns: [managed("AdministratorAccess")] }, /^managedPolicyArns has a policy/]],
    unknown: { managedPolicyArns: "deferred" },
    absent: { managedPolicyArns: "passes" },
    wrongType: { managedPolicyArns: 7 },
});

for (const type of [
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
]) {
    testRule(iamNoAdminAttachment, {
        type,
        compliant: { policyArns: [managed("ReadOnlyAccess")] },
        violating: [
            [{ "policyArns.1": managed("PowerUserAccess") }, /^policyArns has a policy of administrators/],
        ],
        unknown: { policyArns: "deferred", "policyArns.0": "deferred" },
        absent: { policyArns: "passes" },
        wrongType: { policyArns: managed("ReadOnlyAccess"), "policyArns.0": 7 },
    });
}

describe("iam-no-users", () => {
    // Only the type matters, and no property: no table of properties.
    noteTable(iamNoUsers);

    for (const type of iamNoUsers.types) {
        it(`refuses any ${type}`, async () => {
            const [first, ...others] = await ask([iamNoUsers], [{ type, props: { user: "anna" } }]);
            assert.match(first?.message ?? "", /^user makes a user of IAM, or adds to one/);
            assert.ok(first?.message.endsWith(iamNoUsers.remediation));
            assert.deepEqual(others, []);
        });
    }

    const found = async (type: string, props: Parts) =>
        (await ask([iamNoUsers], [{ type: `aws:iam/${type}`, props }])).map(({ message }) => message);

    for (const [type, props, path] of [
        ["userGroupMembership:UserGroupMembership", { user: "anna", groups: ["admins"] }, "user"],
        ["groupMembership:GroupMembership", { group: "admins", users: ["anna"] }, "users"],
        ["groupMembership:GroupMembership", { group: "admins", users: UNKNOWN }, "users"],
        [
            "policyAttachment:PolicyAttachment",
            { policyArn: "arn:1", roles: ["web"], users: ["anna"] },
            "users",
        ],
        ["userPoliciesExclusive:UserPoliciesExclusive", { userName: "anna", policyNames: [] }, "userName"],
        ["sshKey:SshKey", { username: "anna", encoding: "SSH", publicKey: "ssh-rsa" }, "username"],
    ] as const) {
        it(`refuses ${type} with ${JSON.stringify(props)}`, async () => {
            assert.match(
                (await found(type, props)).join("\n"),
                new RegExp(`^${path} makes a user of IAM, or`),
            );
        });
    }

    it("accepts attachments and groups without users", async () => {
        for (const props of [{ roles: ["web"] }, { roles: ["web"], users: [] }, { groups: ["readers"] }])
            assert.deepEqual(
                await found("policyAttachment:PolicyAttachment", { policyArn: "arn:1", ...props }),
                [],
            );
        assert.deepEqual(await found("groupMembership:GroupMembership", { group: "readers", users: [] }), []);
    });

    it("accepts roles", async () => {
        assert.deepEqual(await ask([iamNoUsers], [{ type: "aws:iam/role:Role", props: { name: "a" } }]), []);
    });
});

testRule(iamPasswordPolicy, {
    compliant: {
        minimumPasswordLength: 14,
        maxPasswordAge: 90,
        passwordReusePrevention: 24,
        requireLowercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercaseCharacters: true,
    },
    also: [{ minimumPasswordLength: "16" }, { maxPasswordAge: 30 }],
    violating: [
        [{ minimumPasswordLength: 13 }, /^minimumPasswordLength is a number below 14/],
        [{ maxPasswordAge: 0 }, /^maxPasswordAge does not end within 90 days/],
        [{ maxPasswordAge: 91 }, /^maxPasswordAge does not end within 90 days/],
        [{ passwordReusePrevention: 5 }, /^passwordReusePrevention is a number below 24/],
        [{ requireSymbols: false }, /^requireSymbols is not true/],
    ],
    unknown: { minimumPasswordLength: "fails", maxPasswordAge: "fails", requireNumbers: "fails" },
    absent: {
        minimumPasswordLength: "fails",
        maxPasswordAge: "fails",
        passwordReusePrevention: "fails",
        requireUppercaseCharacters: "fails",
    },
    wrongType: { minimumPasswordLength: "long", maxPasswordAge: [90], requireNumbers: "often" },
});
