import assert from "node:assert/strict";

import {
    allowed,
    covers,
    deniesPlainText,
    isConfined,
    isEverything,
    isWholeService,
    Patterns,
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
                    actions: new Patterns(["s3:GetObject"]),
                    resources: new Patterns(["a", "b"]),
                    principals: new Patterns(["1", "2", "s3.amazonaws.com"]),
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
        assert.deepEqual([statement?.effect, statement?.actions.named, others], ["", [], []]);
    });

    it("allows actions that it does not deny", () => {
        const policy = document({ Action: "a:B" }, { Effect: "Deny", Action: "a:C" });
        const found = allowed(new View({ policy }, SILENT), "policy");
        assert.deepEqual(
            found.map(({ actions }) => actions.named),
            [["a:B"]],
        );
    });
});

describe("a complement of a policy document", () => {
    const statement = (parts: object) =>
        one({ Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*", ...parts });
    const without = { NotAction: ["iam:*", "s3:Put*"], Action: undefined };

    it("covers what it does not except", () => {
        const { actions } = statement(without);
        assert.ok(actions.covers("s3:GetObject"));
        assert.ok(!actions.covers("s3:PutObject"));
        assert.ok(!actions.covers("IAM:PassRole"));
        const { resources } = statement({ NotResource: "arn:aws:s3:::b/*", Resource: undefined });
        assert.ok(resources.covers("arn:aws:s3:::a/1"));
        assert.ok(!resources.covers("arn:aws:s3:::b/1"));
    });

    it("counts as everything, because it leaves nearly that", () => {
        const { actions, resources } = statement({
            ...without,
            NotResource: "arn:aws:s3:::b",
            Resource: undefined,
        });
        assert.ok(actions.some(isWholeService));
        assert.ok(resources.some(isEverything));
    });

    it("leaves nothing where everything is excepted", () => {
        const { actions } = statement({ NotAction: "*", Action: undefined });
        assert.ok(!actions.isComplement && !actions.covers("s3:GetObject") && !actions.some(isWholeService));
    });

    it("of principals is public", () => {
        assert.ok(isPublic(statement({ NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } })));
        assert.ok(!isPublic(statement({ NotPrincipal: "*" })));
    });

    it("denies less than all: neither all actions, nor the resources that it excepts", () => {
        const deny = {
            Effect: "Deny",
            Principal: "*",
            Action: "sns:*",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        };
        const topic = { arn: "arn:topic" };
        const denies = (parts: object) => deniesPlainText([one({ ...deny, ...parts })], topic);
        assert.ok(denies({ NotResource: "arn:other" }));
        assert.ok(!denies({ NotResource: "arn:t*" }));
        assert.ok(!denies({ Action: undefined, NotAction: "sns:Publish", Resource: "*" }));
        assert.ok(!denies({ Principal: undefined, NotPrincipal: { AWS: "1" }, Resource: "*" }));
    });
});

describe("a condition of an identity policy", () => {
    const confined = (Condition: object) =>
        isConfined(one({ Action: "s3:GetObject", Resource: "*", Condition }));
    for (const [operator, key, value, expected] of [
        ["StringEquals", "aws:ResourceTag/team", "shop", true],
        ["ArnLike", "iam:PermissionsBoundary", "arn:aws:iam::1:policy/edge", true],
        ["StringEqualsIfExists", "aws:RequestedRegion", "eu-west-1", true],
        ["StringEqualsIfExists", "aws:ResourceTag/team", "shop", false],
        ["ForAllValues:StringEquals", "aws:TagKeys", "team", false],
        ["StringNotEquals", "aws:ResourceTag/team", "shop", false],
        ["Null", "aws:ResourceTag/team", "false", false],
        ["StringLike", "aws:ResourceTag/team", "*", false],
        ["Bool", "aws:SecureTransport", "true", false],
        ["DateLessThan", "aws:CurrentTime", "2030-01-01", false],
    ] as const) {
        it(`${operator} on ${key} with ${value} ${expected ? "confines" : "does not confine"}`, () => {
            assert.equal(confined({ [operator]: { [key]: value } }), expected);
        });
    }

    it("confines if one of several does", () => {
        assert.ok(
            confined({ Bool: { "aws:SecureTransport": "true" }, StringEquals: { "s3:prefix": "home/" } }),
        );
        assert.ok(!confined({}));
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
                ["StringNotEquals", "aws:VpceAccount", "111122223333"],
                ["StringEqualsIfExists", "aws:VpceOrgID", "o-1"],
                ["StringLike", "aws:VpceOrgID", "o-*"],
                ["ForAnyValue:StringLike", "aws:VpceOrgPaths", "*/r-1/*"],
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
                ["StringEquals", "aws:VpceAccount", "111122223333"],
                ["StringEquals", "aws:VpceOrgID", "o-1"],
                ["ForAnyValue:StringLike", "aws:VpceOrgPaths", "o-1/r-1/*"],
                ["ArnLike", "aws:SourceVpcArn", "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"],
                ["StringEquals", "aws:Ec2InstanceSourceVpc", "vpc-1"],
                ["StringEquals", "aws:PrincipalServiceName", "cloudtrail.amazonaws.com"],
                ["ArnLike", "s3:DataAccessPointArn", "arn:aws:s3:eu-west-1:111122223333:accesspoint/*"],
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
            "**",
            "arn:*",
            "arn:aws:*",
            "arn:aws:sqs:*",
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
