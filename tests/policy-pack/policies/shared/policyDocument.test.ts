import assert from "node:assert/strict";

import {
    allowed,
    covers,
    deniesPlainText,
    isEverything,
    isWholeService,
    type Statement,
    statements,
} from "../../../../policy-pack/policies/shared/policyDocument";
import { isPublic } from "../../../../policy-pack/policies/shared/publicStatement";
import { SILENT, View } from "../../../../policy-pack/core/reading/view";
import { document } from "../../support/documents";

const read = (policy: unknown) => statements(new View({ policy }, SILENT), "policy");
const one = (parts: Readonly<Record<string, unknown>>): Statement => {
    const [statement] = read(document(parts));
    assert.ok(statement);
    return statement;
};

describe("a policy document", () => {
    it("has every part as a list, in any notation", () => {
        assert.deepEqual(
            read(
                JSON.stringify({
                    Statement: {
                        Effect: "Allow",
                        Action: "s3:GetObject",
                        Resource: ["a", "b"],
                        Principal: { AWS: ["1", "2"], Service: "s3.amazonaws.com" },
                        Condition: { "ForAnyValue:StringLikeIfExists": { "aws:SourceArn": "x" } },
                    },
                }),
            ),
            [
                {
                    effect: "Allow",
                    actions: ["s3:GetObject"],
                    notActions: [],
                    resources: ["a", "b"],
                    notResources: [],
                    principals: ["1", "2", "s3.amazonaws.com"],
                    notPrincipals: [],
                    conditions: [
                        {
                            operator: "StringLike",
                            isMetByNothing: true,
                            key: "aws:sourcearn",
                            values: ["x"],
                        },
                    ],
                    path: "policy.Statement[0]",
                },
            ],
        );
    });

    it("may be empty, absent or invalid, and then has no statements", () => {
        for (const policy of [undefined, null, "", "{}", "[]", "7", '{"Statement":null}', {}, "no JSON", 7])
            assert.deepEqual(read(policy), []);
        const [statement, ...others] = read('{"Statement":["nonsense"]}');
        assert.deepEqual([statement?.effect, statement?.actions, others], ["", [], []]);
    });

    it("allows actions that it does not deny", () => {
        const policy = document({ Action: "a:B" }, { Effect: "Deny", Action: "a:C" });
        const found = allowed(new View({ policy }, SILENT), "policy");
        assert.deepEqual(
            found.map(({ actions }) => actions),
            [["a:B"]],
        );
    });
});

describe("a policy statement", () => {
    for (const [title, parts, expected] of [
        ["for every principal", { Principal: "*" }, true],
        ["for every AWS account", { Principal: { AWS: ["1", "*"] } }, true],
        ["for all but one", { NotPrincipal: { AWS: "1" } }, true],
        ["that denies", { Principal: "*", Effect: "Deny" }, false],
        ["for an account", { Principal: { AWS: "1" } }, false],
        ["without principals", {}, false],
        [
            "limited to an account",
            { Principal: "*", Condition: { StringEquals: { "aws:SourceAccount": "1" } } },
            false,
        ],
        [
            "limited to an address",
            { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "10.0.0.1/32" } } },
            false,
        ],
        [
            "limited to a subject",
            { Principal: "*", Condition: { StringLike: { "hub:sub": "repo:a/b:*" } } },
            false,
        ],
        [
            "limited to anything",
            { Principal: "*", Condition: { StringLike: { "aws:PrincipalArn": "*" } } },
            true,
        ],
        [
            "limited to all addresses",
            { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["::/0"] } } },
            true,
        ],
        [
            "limited to others",
            { Principal: "*", Condition: { StringNotEquals: { "aws:SourceAccount": "1" } } },
            true,
        ],
        ...(
            [
                ["StringEqualsIfExists", "aws:SourceAccount", "1"],
                ["ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-1"],
                ["StringLike", "aws:PrincipalOrgID", "o-*"],
                ["StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*"],
                ["ArnLike", "aws:SourceArn", "arn:aws:*:*:*:*"],
                ["ArnLike", "aws:SourceArn", "arn:aws:s3:::*"],
                ["StringLike", "aws:userid", "**"],
                ["StringLike", "aws:SourceAccount", "????????????"],
                ["StringLike", "aws:SourceVpce", "vpce-*"],
                ["StringLike", "hub:sub", "repo:*"],
                ["IpAddress", "aws:SourceIp", "128.0.0.0/1"],
                ["IpAddress", "aws:SourceIp", "2000::/3"],
                ["Bool", "aws:PrincipalIsAWSService", "false"],
                ["BoolIfExists", "aws:PrincipalIsAWSService", "true"],
            ] as const
        ).map(
            ([operator, key, value]) =>
                [
                    `with ${operator} ${key} ${value}`,
                    { Principal: "*", Condition: { [operator]: { [key]: value } } },
                    true,
                ] as const,
        ),
        ...(
            [
                ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/*"],
                ["StringEquals", "s3:DataAccessPointAccount", "111122223333"],
                ["Bool", "aws:PrincipalIsAWSService", "true"],
                ["ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"],
                ["ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:files"],
                ["StringLike", "aws:userid", "AROAEXAMPLEID:*"],
                ["IpAddress", "aws:SourceIp", "10.0.0.0/8"],
            ] as const
        ).map(
            ([operator, key, value]) =>
                [
                    `with ${operator} ${key} ${value}`,
                    { Principal: "*", Condition: { [operator]: { [key]: value } } },
                    false,
                ] as const,
        ),
        [
            "limited to a required key",
            {
                Principal: "*",
                Condition: {
                    "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" },
                    Null: { "aws:PrincipalOrgID": "false" },
                },
            },
            false,
        ],
        [
            "limited by a key without a principal",
            { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } },
            true,
        ],
    ] as const) {
        it(`${title} is ${expected ? "" : "not "}public`, () => {
            assert.equal(isPublic(one(parts)), expected);
        });
    }

    const tls = (parts: object = {}) =>
        one({
            Effect: "Deny",
            Principal: "*",
            Action: "sns:*",
            Resource: "arn:topic",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
            ...parts,
        });

    for (const [title, statement, action, expected] of [
        ["all of a service", tls(), undefined, true],
        ["everything", tls({ Action: "*" }), undefined, true],
        ["every AWS account", tls({ Principal: { AWS: "*" } }), undefined, true],
        [
            "false, if the key is present",
            tls({ Condition: { BoolIfExists: { "aws:SecureTransport": false } } }),
            undefined,
            true,
        ],
        ["one action", tls({ Action: "sns:Publish" }), undefined, false],
        ["that action", tls({ Action: "sns:Publish" }), "sns:Publish", true],
        ["another action", tls({ Action: "sns:Subscribe" }), "sns:Publish", false],
        ["some principals", tls({ Principal: { AWS: "1" } }), undefined, false],
        [
            "requests with TLS",
            tls({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
            undefined,
            false,
        ],
        ["another topic", tls({ Resource: "arn:topic2" }), undefined, false],
        ["a pattern of topics", tls({ Resource: "arn:*" }), undefined, true],
        ["nothing in particular", tls({ Condition: {} }), undefined, false],
        ["nothing, but allows", tls({ Effect: "Allow" }), undefined, false],
    ] as const) {
        it(`that denies ${title} ${expected ? "is" : "is not"} enough against plain text`, () => {
            assert.equal(deniesPlainText([statement], { arn: "arn:topic", action }), expected);
        });
    }
});

describe("a pattern of IAM", () => {
    it("may match a whole service", () => {
        for (const action of ["*", "s3:*", "execute-api:*"]) assert.ok(isWholeService(action), action);
        for (const action of ["s3:Get*", "s3:GetObject", "s3:*Object"])
            assert.ok(!isWholeService(action), action);
    });

    it("may match everything", () => {
        for (const resource of [
            "*",
            "arn:aws:s3:::*",
            "arn:aws:s3:::*/*",
            "arn:aws:sqs:eu-west-1:111122223333:*",
        ])
            assert.ok(isEverything(resource), resource);
        for (const resource of ["arn:aws:s3:::files/*", "arn:aws:sqs:eu-west-1:111122223333:jobs*", "files"])
            assert.ok(!isEverything(resource), resource);
    });

    it("ignores the case of actions; only * and ? are wildcards", () => {
        for (const pattern of ["*", "iam:*", "iam:Pass*", "IAM:passrole", "iam:PassRol?", "iam:*Role"])
            assert.ok(covers([pattern], "iam:PassRole"), pattern);
        for (const pattern of ["iam", "iam:Pass", "iam.PassRole", "iam:PassRole?", "s3:*", "iam:P[a]ssRole"])
            assert.ok(!covers([pattern], "iam:PassRole"), pattern);
        assert.ok(!covers([], "iam:PassRole"));
    });
});
