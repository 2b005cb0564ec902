/** `permissions` of workloads: what IAM would take for granted, or refuse late. */
import assert from "node:assert/strict";

import { otherAction, otherOperator, otherResource, mistypedAction } from "../../config/syntax/permissions";
import { complaints, minimal, settingsOf } from "./fixtures";

const CODE = "examples/sample/functions/orders";
const ARN = "arn:aws:polly:{region}:{accountId}:lexicon/*";
const withOne = (permission: object) => ({
    ...minimal,
    functions: { orders: { code: CODE, permissions: [permission] } },
});
const good = { actions: ["polly:SynthesizeSpeech"], resources: [ARN] };
const FORM = 'an action such as "textract:DetectDocumentText", with * or ? in its name for others';

describe("permissions", () => {
    for (const action of [
        "textract:DetectDocumentText",
        "s3:Get*",
        "s3:*",
        "ivs:?etStage",
        "cognito-idp:List*",
    ]) {
        it(`take the action ${action}`, () => {
            assert.equal(otherAction(action), undefined);
            assert.equal(mistypedAction(action), undefined);
        });
    }

    for (const [action, words] of [
        ["*", /an administrator is no workload/],
        ["*:*", /an administrator is no workload/],
        ["s3", /^an action such as/],
        ["s*:GetObject", /^an action such as/],
        ["s3:Get-Object", /^an action such as/],
        ["S3:GetObject", /^an action such as/],
        ["dynamo:GetItem", /a service that IAM knows \(as of \d{4}-\d\d-\d\d\); did you mean "dynamodb"\?/],
    ] as const) {
        it(`refuse the action ${action}`, () => {
            assert.match(otherAction(action) ?? "", words);
        });
    }

    it("warn of an action that a known service does not have, which IAM would take", () => {
        const { warnings } = settingsOf(withOne({ ...good, actions: ["s3:GetObjct", "s3:GetObject"] }));
        assert.equal(warnings.length, 1);
        assert.match(
            warnings[0]!,
            /^plumbline:functions\.orders\.permissions\[0\]: "s3:GetObjct" is an action that .*; did you mean "s3:GetObject"\?$/,
        );
    });

    it("warn of one that all functions have once", () => {
        const wrong = { ...good, actions: ["s3:GetObjct"] };
        const { warnings } = settingsOf({
            ...withOne(wrong),
            functionDefaults: { permissions: [{ ...good, actions: ["s3:PutObjct"] }] },
        });
        assert.deepEqual(
            warnings.map((warning) => warning.split(": ")[0]),
            ["plumbline:functionDefaults.permissions[0]", "plumbline:functions.orders.permissions[0]"],
        );
    });

    for (const resource of [
        "*",
        ARN,
        "arn:aws:s3:::designs-{stack}/*",
        "arn:aws:iam::111122223333:role/x",
        "arn:aws:dynamodb:*:*:table/*",
        "arn:aws:s3:::home/${aws:username}/*",
    ]) {
        it(`take the resource ${resource}`, () => {
            assert.equal(otherResource(resource), undefined);
        });
    }

    for (const resource of ["designs", "arn:aws:s3", "arn:aws:s3:::{env}", "arn:aws:sqs:eu-west-1:1234:x"]) {
        it(`refuse the resource ${resource}`, () => {
            assert.match(otherResource(resource) ?? "", /^"\*", or an ARN such as/);
        });
    }

    it("take the operators of IAM, and no others", () => {
        for (const operator of ["StringEquals", "ForAnyValue:StringLike", "ArnLikeIfExists", "Null", "Bool"])
            assert.equal(otherOperator(operator), undefined, operator);
        assert.match(otherOperator("StringEqual") ?? "", /did you mean "StringEquals"\?/);
        assert.match(otherOperator("ForEach:StringLike") ?? "", /^an operator such as/);
    });

    it("are reported with their key, all at once", () => {
        const bad = {
            actions: ["*"],
            resources: ["x"],
            conditions: { Equals: { team: "a" } },
            effect: "allow",
        };
        const said = complaints(withOne(bad));
        assert.deepEqual(
            said.map((text) => text.replace(/: .*/, "")),
            [
                "plumbline:functions.orders.permissions[0].effect",
                "plumbline:functions.orders.permissions[0].actions[0]",
                "plumbline:functions.orders.permissions[0].resources[0]",
                "plumbline:functions.orders.permissions[0].conditions.Equals",
            ],
        );
        assert.ok(said.some((text) => text.includes(FORM)));
    });
});
