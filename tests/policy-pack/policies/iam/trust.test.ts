import { iamOidcAudience } from "../../../../policy-pack/policies/iam/oidcAudience";
import { iamOidcSubject } from "../../../../policy-pack/policies/iam/oidcSubject";
import { iamTrustAccounts } from "../../../../policy-pack/policies/iam/trustAccounts";
import { iamTrustNotPublic } from "../../../../policy-pack/policies/iam/trustNotPublic";
import { iamTrustSource } from "../../../../policy-pack/policies/iam/trustSource";
import { document } from "../../support/documents";
import { testRule } from "../../support/fixtures";

const trust = (principal: unknown, condition?: object, more: object = {}) => ({
    assumeRolePolicy: document({
        Action: "sts:AssumeRole",
        Principal: principal,
        ...(condition && { Condition: condition }),
        ...more,
    }),
});

/** Results for a trust policy that is absent, unknown or invalid. */
const EDGES = {
    unknown: { assumeRolePolicy: "deferred" },
    absent: { assumeRolePolicy: "passes" },
    wrongType: { assumeRolePolicy: 7 },
} as const;

testRule(iamTrustNotPublic, {
    compliant: trust({ Service: "lambda.amazonaws.com" }),
    also: [trust({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-1" } })],
    violating: [
        [trust("*"), /^assumeRolePolicy\.Statement\[0\] lets every AWS account assume the role/],
        [trust({ AWS: "*" }), /every AWS account/],
        [trust({ AWS: "*" }, { StringLike: { "aws:PrincipalArn": "*" } }), /every AWS account/],
        // A condition that does not say who.
        [trust({ AWS: "*" }, { Bool: { "aws:SecureTransport": "true" } }), /every AWS account/],
    ],
    ...EDGES,
});

const ROOT = { AWS: "arn:aws:iam::999999999999:root" };

testRule(iamTrustAccounts, {
    compliant: trust({ AWS: "arn:aws:iam::999999999999:role/deployer" }),
    also: [
        trust(ROOT, { StringEquals: { "sts:ExternalId": "contract-7" } }),
        trust(ROOT, { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::999999999999:role/ops/*" } }),
        trust(ROOT, undefined, { Effect: "Deny" }),
    ],
    violating: [
        [trust(ROOT), /^assumeRolePolicy\.Statement\[0\]\.Principal trusts a whole account/],
        [trust({ AWS: ["999999999999"] }), /whole account/],
        [trust(ROOT, { StringLike: { "sts:ExternalId": "*" } }), /whole account/],
        // Every principal except one, and requests without the key.
        [trust(ROOT, { StringNotEquals: { "sts:ExternalId": "contract-7" } }), /whole account/],
        [trust(ROOT, { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }), /whole account/],
    ],
    ...EDGES,
});

testRule(iamTrustAccounts, {
    compliant: trust(ROOT),
    also: [trust({ AWS: ["999999999999", "arn:aws-us-gov:iam::111122223333:root"] })],
    violating: [
        [trust({ AWS: "arn:aws:iam::999999999998:root" }), /whole account/],
        [trust({ AWS: ["999999999999", "999999999998"] }), /whole account/],
    ],
    ...EDGES,
    asked: { settings: { "iam-trust-accounts": { accounts: ["999999999999", "111122223333"] } } },
});

const TASKS = { Service: "ecs-tasks.amazonaws.com" };

testRule(iamTrustSource, {
    compliant: trust(TASKS, { StringEquals: { "aws:SourceAccount": "111122223333" } }),
    also: [
        trust(TASKS, { ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*" } }),
        // It does not limit the account.
        trust({ Service: "lambda.amazonaws.com" }),
    ],
    violating: [
        [trust(TASKS), /^assumeRolePolicy\.Statement\[0\]\.Condition has no aws:SourceAccount/],
        [trust({ Service: ["lambda.amazonaws.com", "pipes.amazonaws.com"] }), /aws:SourceAccount/],
        [trust(TASKS, { StringLike: { "aws:SourceAccount": "*" } }), /aws:SourceAccount/],
        // Every principal except one, and requests without the key.
        [trust(TASKS, { StringNotEquals: { "aws:SourceAccount": "111122223333" } }), /aws:SourceAccount/],
        [trust(TASKS, { StringEqualsIfExists: { "aws:SourceAccount": "1" } }), /aws:SourceAccount/],
        [trust(TASKS, { Null: { "aws:SourceAccount": "false" } }), /aws:SourceAccount/],
    ],
    ...EDGES,
});

const HUB = "token.actions.githubusercontent.com";
const HUB_PROVIDER = { Federated: `arn:aws:iam::111122223333:oidc-provider/${HUB}` };
const WEB = { Action: "sts:AssumeRoleWithWebIdentity" };
const AUD = { StringEquals: { [`${HUB}:aud`]: "sts.amazonaws.com" } };
const sub = (subject: unknown, operator = "StringEquals") =>
    trust(
        HUB_PROVIDER,
        operator === "StringEquals"
            ? { StringEquals: { ...AUD.StringEquals, [`${HUB}:sub`]: subject } }
            : { ...AUD, [operator]: { [`${HUB}:sub`]: subject } },
        WEB,
    );

testRule(iamOidcSubject, {
    compliant: sub("repo:example/shop:environment:prod"),
    also: [
        sub("repo:example/shop:*", "StringLike"),
        sub(["repo:example/shop:environment:a", "repo:example/shop:environment:b"]),
        // With the ids of owner and repository.
        sub(["repo:example/shop:environment:a", "repo:example@123456/shop@456789:environment:a"]),
        sub("repo:example@123456/shop@456789:*", "StringLike"),
        // GitLab, also in a group of a group, and Pulumi's deployments.
        sub("project_path:example/shop:ref_type:branch:ref:*", "StringLike"),
        sub("project_path:example/team/shop:*", "StringLike"),
        sub("pulumi:deploy:org:example:project:shop:*", "StringLike"),
        trust(
            { Federated: "cognito-identity.amazonaws.com" },
            { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" } },
            WEB,
        ),
        trust({ Service: "lambda.amazonaws.com" }),
    ],
    violating: [
        [trust(HUB_PROVIDER, AUD, WEB), /lets any subject of the provider assume the role/],
        [sub("*", "StringLike"), /any subject/],
        [sub("repo:*", "StringLike"), /any subject/],
        [sub("repo:example/*", "StringLike"), /any subject/],
        // Any id is that of the next owner of the name, too.
        [sub("repo:example@*/shop@*:environment:prod", "StringLike"), /any subject/],
        [sub("repo:example@123456/shop@*:environment:prod", "StringLike"), /any subject/],
        [sub("repo:example@??????/shop@456789:environment:prod", "StringLike"), /any subject/],
        [sub(["repo:example/shop:ref:main", "repo:*/shop:ref:main"], "StringLike"), /any subject/],
        [sub([]), /any subject/],
        [sub("project_path:example/*:ref_type:branch:ref:main", "StringLike"), /any subject/],
        [sub("project_path:*/shop:ref_type:branch:ref:main", "StringLike"), /any subject/],
        [sub("pulumi:deploy:org:example:*", "StringLike"), /any subject/],
        [sub("pulumi:deploy:org:example:project:*:stack:prod", "StringLike"), /any subject/],
        [sub("xrepo:example/shop:*", "StringLike"), /any subject/],
        [sub("org/example/project/7/user/*", "StringLike"), /any subject/],
        // Every principal except one.
        [sub("repo:example/shop:environment:prod", "StringNotEquals"), /any subject/],
        // Tokens without the key.
        [sub("repo:example/shop:environment:prod", "StringEqualsIfExists"), /any subject/],
        [sub("repo:example/shop:environment:prod", "ForAllValues:StringLike"), /any subject/],
        // Every identity pool.
        [
            trust(
                { Federated: "cognito-identity.amazonaws.com" },
                { StringLike: { "cognito-identity.amazonaws.com:aud": "*" } },
                WEB,
            ),
            /any subject/,
        ],
        [
            trust(
                { Federated: "cognito-identity.amazonaws.com" },
                { StringNotEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:1" } },
                WEB,
            ),
            /any subject/,
        ],
        [trust(HUB_PROVIDER, AUD, { NotAction: "iam:*", Action: undefined }), /any subject/],
    ],
    ...EDGES,
});

testRule(iamOidcSubject, {
    compliant: sub("org/example/project/7/user/*", "StringLike"),
    // The rule's own names stay, and a dot is a dot.
    also: [sub("repo:example/shop:*", "StringLike"), sub("ci.example:shop:*", "StringLike")],
    violating: [
        [sub("org/example/project/*", "StringLike"), /any subject/],
        [sub("ci-example:shop:*", "StringLike"), /any subject/],
    ],
    ...EDGES,
    asked: {
        settings: { "iam-oidc-subject": { shapes: ["org/<name>/project/<id>/", "ci.example:<name>:"] } },
    },
});

testRule(iamOidcAudience, {
    compliant: sub("repo:example/shop:environment:prod"),
    also: [trust({ Service: "lambda.amazonaws.com" })],
    violating: [
        [
            trust(
                HUB_PROVIDER,
                { StringEquals: { [`${HUB}:sub`]: "repo:example/shop:environment:prod" } },
                WEB,
            ),
            /^assumeRolePolicy\.Statement\[0\]\.Condition takes tokens for any audience/,
        ],
        [trust(HUB_PROVIDER, { StringLike: { [`${HUB}:aud`]: "*" } }, WEB), /any audience/],
        [trust(HUB_PROVIDER, { "ForAllValues:StringEquals": AUD.StringEquals }, WEB), /any audience/],
        [trust(HUB_PROVIDER, { StringEquals: { [`${HUB}:aud`]: [] } }, WEB), /any audience/],
    ],
    ...EDGES,
});
