import { secretsCustomerKey } from "../../../../policy-pack/policies/secretsmanager/customerKey";
import { secretsNotPublic } from "../../../../policy-pack/policies/secretsmanager/notPublic";
import { secretsRecoveryWindow } from "../../../../policy-pack/policies/secretsmanager/recoveryWindow";
import { secretsRotation } from "../../../../policy-pack/policies/secretsmanager/rotation";
import { document } from "../../support/documents";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";

testRule(secretsCustomerKey, {
    compliant: { kmsKeyId: KEY },
    violating: [
        [{ kmsKeyId: "" }, /^kmsKeyId is not set/],
        [{ kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:alias/aws/secretsmanager" }, /is AWS's own key/],
    ],
    // Only the presence of a key matters.
    unknown: { kmsKeyId: "passes" },
    absent: { kmsKeyId: "fails" },
    wrongType: {},
});

const read = { Action: "secretsmanager:GetSecretValue", Resource: "*" };

const ROLE = { AWS: "arn:aws:iam::111122223333:role/web" };

testRule(secretsNotPublic, {
    compliant: { blockPublicPolicy: true, policy: document({ ...read, Principal: ROLE }) },
    also: [{ policy: document({ ...read, Effect: "Deny", Principal: "*" }) }],
    violating: [
        [{ blockPublicPolicy: false }, /^blockPublicPolicy is not true/],
        [{ policy: document({ ...read, Principal: "*" }) }, /^policy\.Statement\[0\] allows public access/],
    ],
    unknown: { policy: "deferred", blockPublicPolicy: "fails" },
    absent: { policy: "passes", blockPublicPolicy: "fails" },
    wrongType: { policy: 7, blockPublicPolicy: "yes" },
});

testRule(secretsNotPublic, {
    type: "aws:secretsmanager/secret:Secret",
    compliant: { name: "token" },
    also: [{ policy: document({ ...read, Principal: ROLE }) }, { policy: "" }],
    violating: [[{ policy: document({ ...read, Principal: { AWS: "*" } }) }, /public access/]],
    unknown: { policy: "deferred" },
    absent: { policy: "passes" },
    wrongType: { policy: "no JSON" },
});

testRule(secretsRecoveryWindow, {
    compliant: { recoveryWindowInDays: 30 },
    also: [{ recoveryWindowInDays: 7 }],
    violating: [[{ recoveryWindowInDays: 0 }, /^recoveryWindowInDays is a number below 7/]],
    unknown: { recoveryWindowInDays: "fails" },
    // AWS waits 30 days.
    absent: { recoveryWindowInDays: "passes" },
    wrongType: { recoveryWindowInDays: "a week" },
});

const secret: Sent = {
    type: "aws:secretsmanager/secret:Secret",
    name: "token",
    props: { name: "token", id: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:token-AbCdEf" },
};

const rotation = (props: object, dependencies = {}): Sent => ({
    type: "aws:secretsmanager/secretRotation:SecretRotation",
    name: "rotation",
    props: { secretId: secret.props["id"], rotationRules: { automaticallyAfterDays: 30 }, ...props },
    dependencies,
});

testStackRule(secretsRotation, {
    satisfied: {
        "a secret that is rotated": [secret, rotation({})],
        "a rotated secret of another program": [rotation({ secretId: "elsewhere" })],
        ...Object.fromEntries(
            ["rate(30 days)", "rate(4 hours)", "cron(0 8 1 * ? *)", "cron(0 8 1 1/3 ? *)"].map((when) => [
                `one with the schedule ${when}`,
                [secret, rotation({ rotationRules: { scheduleExpression: when } })],
            ]),
        ),
    },
    broken: {
        "a late rotation of a secret of another program": [
            [rotation({ secretId: "elsewhere", rotationRules: { automaticallyAfterDays: 365 } })],
            /automaticallyAfterDays is a number above 90/,
            "rotation",
        ],
        "a secret without": [[secret], /is the secretId of no SecretRotation/, "token"],
        "the rotation of another": [[secret, rotation({ secretId: "other" })], /no SecretRotation/, "token"],
        "a rotation that comes late": [
            [secret, rotation({ rotationRules: { automaticallyAfterDays: 365 } })],
            /automaticallyAfterDays is a number above 90/,
            "rotation",
        ],
        ...Object.fromEntries(
            ["rate(999 days)", "rate(9999 hours)", "cron(0 8 1 JAN ? *)", "cron(0 8 1 1/6 ? *)"].map(
                (when) => [
                    `the schedule ${when}`,
                    [
                        [secret, rotation({ rotationRules: { scheduleExpression: when } })],
                        /^rotationRules\.scheduleExpression leaves more than 90 days/,
                        "rotation",
                    ],
                ],
            ),
        ),
        "days of a wrong type": [
            [secret, rotation({ rotationRules: { automaticallyAfterDays: "late" } })],
            /is a string where a number is expected/,
            "rotation",
        ],
    },
    unknown: {
        "the secret's id is, but not that it is this one": [
            [secret, rotation({ secretId: UNKNOWN }, { secretId: [urnOf(secret)] })],
            "passes",
        ],
        "the schedule is": [[secret, rotation({ rotationRules: { scheduleExpression: UNKNOWN } })], "fails"],
        "the days are": [[secret, rotation({ rotationRules: { automaticallyAfterDays: UNKNOWN } })], "fails"],
    },
});
