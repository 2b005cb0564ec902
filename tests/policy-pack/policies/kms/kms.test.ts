import { kmsDeletionWindow } from "../../../../policy-pack/policies/kms/deletionWindow";
import { kmsEnabled } from "../../../../policy-pack/policies/kms/enabled";
import { kmsLockoutCheck } from "../../../../policy-pack/policies/kms/lockoutCheck";
import { kmsNotPublic } from "../../../../policy-pack/policies/kms/notPublic";
import { kmsNoWildcardDecrypt } from "../../../../policy-pack/policies/kms/noWildcardDecrypt";
import { kmsRotation } from "../../../../policy-pack/policies/kms/rotation";
import { kmsRotationPeriod } from "../../../../policy-pack/policies/kms/rotationPeriod";
import { document } from "../../support/documents";
import { testRule } from "../../support/fixtures";

testRule(kmsDeletionWindow, {
    compliant: { deletionWindowInDays: 30 },
    also: [{ deletionWindowInDays: "14" }],
    violating: [[{ deletionWindowInDays: 7 }, /^deletionWindowInDays is a number below 14/]],
    unknown: { deletionWindowInDays: "fails" },
    // AWS waits 30 days.
    absent: { deletionWindowInDays: "passes" },
    wrongType: { deletionWindowInDays: "a month" },
    asked: { settings: { "kms-deletion-window": { days: 14 } } },
});

testRule(kmsEnabled, {
    compliant: { isEnabled: true },
    violating: [[{ isEnabled: false }, /^isEnabled is false/]],
    unknown: { isEnabled: "fails" },
    absent: { isEnabled: "passes" },
    wrongType: { isEnabled: "perhaps" },
});

testRule(kmsEnabled, {
    type: "aws:kms/replicaKey:ReplicaKey",
    compliant: { enabled: true },
    violating: [[{ enabled: false }, /^enabled is false/]],
    unknown: { enabled: "fails" },
    absent: { enabled: "passes" },
    wrongType: { enabled: 7 },
});

testRule(kmsLockoutCheck, {
    compliant: { bypassPolicyLockoutSafetyCheck: false },
    violating: [[{ bypassPolicyLockoutSafetyCheck: true }, /^bypassPolicyLockoutSafetyCheck is true/]],
    unknown: { bypassPolicyLockoutSafetyCheck: "fails" },
    absent: { bypassPolicyLockoutSafetyCheck: "passes" },
    wrongType: { bypassPolicyLockoutSafetyCheck: 1 },
});

const use = { Action: "kms:Decrypt", Resource: "*" };
const ACCOUNT = { AWS: "arn:aws:iam::111122223333:root" };

testRule(kmsNotPublic, {
    compliant: { policy: document({ ...use, Principal: ACCOUNT }) },
    also: [
        {
            policy: document({
                ...use,
                Principal: "*",
                Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } },
            }),
        },
        { policy: document({ ...use, Effect: "Deny", Principal: "*" }) },
    ],
    violating: [
        [
            { policy: document({ ...use, Principal: ACCOUNT }, { ...use, Principal: "*" }) },
            /^policy\.Statement\[1\] allows public access/,
        ],
        [{ policy: document({ ...use, Principal: { AWS: ["*"] } }) }, /public access/],
        [
            {
                policy: document({
                    ...use,
                    Principal: "*",
                    Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
                }),
            },
            /public access/,
        ],
    ],
    unknown: { policy: "deferred" },
    // AWS's own policy lets the account in.
    absent: { policy: "passes" },
    wrongType: { policy: "no JSON" },
});

for (const kind of [
    "externalKey:ExternalKey",
    "replicaExternalKey:ReplicaExternalKey",
    "replicaKey:ReplicaKey",
]) {
    testRule(kmsNotPublic, {
        type: `aws:kms/${kind}`,
        compliant: { policy: document({ ...use, Principal: ACCOUNT }) },
        violating: [[{ policy: document({ ...use, Principal: "*" }) }, /public access/]],
        unknown: { policy: "deferred" },
        absent: { policy: "passes" },
        wrongType: { policy: "no JSON" },
    });
}

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";

testRule(kmsNoWildcardDecrypt, {
    type: "aws:iam/rolePolicy:RolePolicy",
    compliant: { policy: document({ Action: "kms:Decrypt", Resource: KEY }) },
    also: [
        { policy: document({ Action: "kms:DescribeKey", Resource: "*" }) },
        { policy: document({ NotAction: "kms:*", Resource: "*" }) },
        // Everything, of another service.
        { policy: document({ Action: "*", Resource: "arn:aws:s3:::*" }) },
        {
            policy: document({
                ...use,
                Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
            }),
        },
    ],
    violating: [
        [{ policy: document(use) }, /^policy\.Statement\[0\] allows decryption with every key/],
        [
            { policy: document({ Action: "kms:*", Resource: [KEY, KEY.replace(/1$/, "*")] }) },
            /decryption with every key/,
        ],
        [{ policy: document({ Action: "kms:ReEncrypt*", Resource: "*" }) }, /decryption with every key/],
        [{ policy: document({ Action: "*", Resource: "*" }) }, /decryption with every key/],
        ...[
            { NotAction: "s3:*", Resource: "*" },
            { Action: "kms:Decrypt", NotResource: KEY },
            { Action: "kms:Decrypt", Resource: "arn:aws:kms:*" },
            { Action: "kms:Decrypt", Resource: "arn:aws:kms:*:*:key/?*" },
            { ...use, Condition: { StringNotEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } },
            { ...use, Condition: { StringLikeIfExists: { "kms:ViaService": "s3.*.amazonaws.com" } } },
            { ...use, Condition: { "ForAllValues:StringLike": { "kms:ResourceAliases": "alias/shop" } } },
        ].map((statement): [Record<string, unknown>, RegExp] => [
            { policy: document(statement) },
            /decryption with every key/,
        ]),
    ],
    unknown: { policy: "deferred" },
    absent: { policy: "passes" },
    wrongType: { policy: 7 },
});

testRule(kmsRotation, {
    compliant: { enableKeyRotation: true },
    also: [
        // AWS rotates no other keys.
        { enableKeyRotation: false, customerMasterKeySpec: "RSA_4096" },
        { enableKeyRotation: false, keyUsage: "GENERATE_VERIFY_MAC" },
    ],
    violating: [[{ enableKeyRotation: false }, /^enableKeyRotation is not true/]],
    unknown: { enableKeyRotation: "fails", customerMasterKeySpec: "fails", keyUsage: "fails" },
    absent: { enableKeyRotation: "fails", customerMasterKeySpec: "passes", keyUsage: "passes" },
    wrongType: { enableKeyRotation: "often", customerMasterKeySpec: 1 },
});

testRule(kmsRotationPeriod, {
    compliant: { rotationPeriodInDays: 180 },
    violating: [[{ rotationPeriodInDays: 366 }, /^rotationPeriodInDays is a number above 365/]],
    unknown: { rotationPeriodInDays: "fails" },
    // A year.
    absent: { rotationPeriodInDays: "passes" },
    wrongType: { rotationPeriodInDays: "a year" },
});
