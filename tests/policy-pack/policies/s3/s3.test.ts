import assert from "node:assert/strict";

import type { StackRule } from "../../../../policy-pack/core/rule";
import { s3AbortMultipart } from "../../../../policy-pack/policies/s3/abortMultipart";
import { s3CustomerKey } from "../../../../policy-pack/policies/s3/customerKey";
import { s3Lifecycle } from "../../../../policy-pack/policies/s3/lifecycle";
import { s3Logs } from "../../../../policy-pack/policies/s3/logs";
import { s3NoAcls } from "../../../../policy-pack/policies/s3/noAcls";
import { s3NoForceDestroy } from "../../../../policy-pack/policies/s3/noForceDestroy";
import { s3NoPublicPolicy } from "../../../../policy-pack/policies/s3/noPublicPolicy";
import { s3PublicAccessBlock } from "../../../../policy-pack/policies/s3/publicAccessBlock";
import { s3TlsOnly } from "../../../../policy-pack/policies/s3/tlsOnly";
import { s3Versioning } from "../../../../policy-pack/policies/s3/versioning";
import { document } from "../../support/documents";
import { ask, type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { type StackFixtures, testStackRule } from "../../support/stackFixtures";

type Properties = Sent["props"];

/** Unknown properties in a preview of a new bucket, because the program sets none. */
const COMPUTED = {
    lifecycleRules: UNKNOWN,
    logging: UNKNOWN,
    policy: UNKNOWN,
    serverSideEncryptionConfiguration: UNKNOWN,
    versioning: UNKNOWN,
};

const bucket = (props: Properties = {}, outputs: Properties = { id: "files-1" }): Sent => ({
    type: "aws:s3/bucket:Bucket",
    name: "files",
    props: { bucket: "files-1", ...props },
    outputs,
});
const older: Sent = { ...bucket(), type: "aws:s3/bucketV2:BucketV2" };
/** A new bucket in a preview, with an unknown name. */
const fresh: Sent = bucket({ bucket: null }, { ...COMPUTED, id: UNKNOWN, arn: UNKNOWN });

/** A resource about the bucket, by a short name of its type. */
const about = (type: string, props: Properties, name = type): Sent => ({
    type: `aws:s3/${type}:${type.charAt(0).toUpperCase()}${type.slice(1)}`,
    name,
    props: { bucket: "files-1", ...props },
});
const inPreview = (resource: Sent): Sent => ({
    ...resource,
    props: { ...resource.props, bucket: UNKNOWN },
    dependencies: { bucket: [urnOf(fresh)] },
});

/** Common cases of rules that require a resource beside the bucket. */
function testBeside(
    rule: StackRule,
    part: Sent,
    missing: RegExp,
    { satisfied, broken, unknown }: StackFixtures,
): void {
    testStackRule(rule, {
        satisfied: {
            "a bucket with it": [bucket(), part],
            "an older bucket with it": [older, part],
            "a new bucket with it, in a preview": [fresh, inPreview(part)],
            ...satisfied,
        },
        broken: {
            "a bucket without": [[bucket()], missing, "files"],
            "an older bucket without": [[older], missing, "files"],
            "a new bucket without, in a preview": [[fresh], missing, "files"],
            "one of another bucket": [
                [bucket(), { ...part, props: { ...part.props, bucket: "files-2" } }],
                missing,
                "files",
            ],
            ...broken,
        },
        unknown: {
            // No reference to this bucket.
            "the bucket of it is": [
                [bucket(), { ...part, props: { ...part.props, bucket: UNKNOWN } }],
                "fails",
            ],
            ...unknown,
        },
    });
}

const SWITCHES = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
};
const block = (props: Properties = {}) =>
    about("bucketPublicAccessBlock", { ...SWITCHES, ...props }, "block");

const account = (props: Properties): Sent => ({
    type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    name: "account",
    props: { ...SWITCHES, ...props },
});

testBeside(s3PublicAccessBlock, block(), /^bucket has no BucketPublicAccessBlock/, {
    satisfied: { "an account that blocks it as well": [account({})] },
    broken: {
        "the block of a bucket of another program": [
            [
                {
                    ...block({ blockPublicPolicy: false }),
                    props: { ...SWITCHES, bucket: "elsewhere", blockPublicPolicy: false },
                },
            ],
            /^blockPublicPolicy is not true/,
            "block",
        ],
        "an account with a switch that is off": [
            [bucket(), block(), account({ restrictPublicBuckets: false })],
            /^restrictPublicBuckets is not true/,
            "account",
        ],
        "an account with a switch that is absent": [
            [account({ blockPublicPolicy: null })],
            /^blockPublicPolicy is not true/,
            "account",
        ],
        "a switch that is off": [[bucket(), block({ blockPublicAcls: false })], /blockPublicAcls/, "block"],
        "a switch that is absent": [
            [bucket(), block({ ignorePublicAcls: null })],
            /ignorePublicAcls/,
            "block",
        ],
        "a switch of a wrong type": [
            [bucket(), block({ ignorePublicAcls: 7 })],
            /is a number where/,
            "block",
        ],
    },
    unknown: {
        "a switch is": [[bucket(), block({ blockPublicPolicy: UNKNOWN })], "fails"],
        "a switch of the account is": [[account({ blockPublicPolicy: UNKNOWN })], "fails"],
    },
});

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/k";
const apply = (rule: Properties) => ({ applyServerSideEncryptionByDefault: rule });
const encryption = (...rules: readonly unknown[]) =>
    about("bucketServerSideEncryptionConfiguration", { rules }, "encryption");
const kms = apply({ sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY });
const isNotKms = /^rules\[0\]\.applyServerSideEncryptionByDefault\.sseAlgorithm is not aws:kms/;

testBeside(s3CustomerKey, encryption(kms), /^bucket has no BucketServerSideEncryptionConfiguration/, {
    satisfied: {
        "encryption in two layers": [
            bucket(),
            encryption(apply({ sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: KEY })),
        ],
        "a key in the bucket itself": [bucket({ serverSideEncryptionConfiguration: { rule: kms } })],
    },
    broken: {
        "the key of S3": [[bucket(), encryption(apply({ sseAlgorithm: "AES256" }))], isNotKms, "encryption"],
        "a rule without an algorithm": [[bucket(), encryption({ bucketKeyEnabled: true })], isNotKms],
        "no rule": [[bucket(), encryption()], /^rules is empty/, "encryption"],
        "no key": [
            [bucket(), encryption(apply({ sseAlgorithm: "aws:kms" }))],
            /^rules\[0\]\..*\.kmsMasterKeyId is not set/,
        ],
        "AWS's own key": [
            [bucket(), encryption(apply({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" }))],
            /kmsMasterKeyId is AWS's own key/,
        ],
        "AWS's own key, by its ARN": [
            [
                bucket(),
                encryption(
                    apply({
                        sseAlgorithm: "aws:kms",
                        kmsMasterKeyId: "arn:aws:kms:eu-west-1:111122223333:alias/aws/s3",
                    }),
                ),
            ],
            /AWS's own key/,
        ],
        "the key of S3 in the bucket itself": [
            [bucket({ serverSideEncryptionConfiguration: { rule: apply({ sseAlgorithm: "AES256" }) } })],
            /^serverSideEncryptionConfiguration\.rule\..*sseAlgorithm is not aws:kms/,
            "files",
        ],
        // Every bucket has that.
        "AWS's default": [
            [bucket({}, { serverSideEncryptionConfiguration: { rule: apply({ sseAlgorithm: "AES256" }) } })],
            /^bucket has no/,
        ],
        "a wrong type": [[bucket(), encryption(apply({ sseAlgorithm: 7 }))], /sseAlgorithm is a number/],
    },
    unknown: {
        "the algorithm is": [[bucket(), encryption(apply({ sseAlgorithm: UNKNOWN }))], "fails"],
        "the rules are": [
            [bucket(), about("bucketServerSideEncryptionConfiguration", { rules: UNKNOWN })],
            "fails",
        ],
        "the key is": [
            [bucket(), encryption(apply({ sseAlgorithm: "aws:kms", kmsMasterKeyId: UNKNOWN }))],
            "deferred",
        ],
        "the key in the bucket itself is": [
            [
                bucket({
                    serverSideEncryptionConfiguration: {
                        rule: apply({ sseAlgorithm: "aws:kms", kmsMasterKeyId: UNKNOWN }),
                    },
                }),
            ],
            "deferred",
        ],
    },
});

const lifecycle = (rules: unknown) => about("bucketLifecycleConfiguration", { rules }, "lifecycle");
const EXPIRED = { id: "old", expiration: { days: 90 } };

testBeside(
    s3Lifecycle,
    lifecycle([{ ...EXPIRED, status: "Enabled" }]),
    /^bucket has no BucketLifecycleConfiguration/,
    {
        satisfied: { "rules in the bucket itself": [bucket({ lifecycleRules: [{ enabled: true }] })] },
        broken: {
            "an empty list in the bucket itself": [[bucket({ lifecycleRules: [] })], /^bucket has no/],
            "no rules": [[bucket(), lifecycle([])], /^rules has no rule that is enabled/, "lifecycle"],
            "rules that do nothing": [
                [bucket(), lifecycle([{ ...EXPIRED, status: "Disabled" }])],
                /^rules has no rule that is enabled/,
                "lifecycle",
            ],
            "rules in the bucket itself that do nothing": [
                [bucket({ lifecycleRules: [{ enabled: false }] })],
                /^lifecycleRules has no rule that is enabled/,
                "files",
            ],
        },
        unknown: {
            // Something will be there.
            "rules in the bucket itself are": [[bucket({ lifecycleRules: UNKNOWN })], "passes"],
            "rules are": [[bucket(), lifecycle(UNKNOWN)], "passes"],
            "whether a rule is enabled is": [
                [bucket(), lifecycle([{ ...EXPIRED, status: UNKNOWN }])],
                "fails",
            ],
        },
    },
);

const logging = (props: Properties = {}) => about("bucketLogging", { targetBucket: "logs-1", ...props });

testBeside(s3Logs, logging(), /^bucket has no BucketLogging/, {
    satisfied: {
        "a bucket that is for logs": [bucket(), logging({ bucket: "other", targetBucket: "files-1" })],
        "the bucket's own setting": [bucket({ logging: { targetBucket: "logs-1" } })],
    },
    broken: {},
    unknown: { "what the bucket itself says is": [[bucket({ logging: UNKNOWN })], "passes"] },
});

const tls = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policy = (text: unknown) => about("bucketPolicy", { policy: text }, "policy");

testBeside(s3TlsOnly, policy(document(tls)), /^bucket has no BucketPolicy/, {
    satisfied: {
        "a policy that is an object": [bucket(), policy(JSON.parse(document(tls)))],
        "a policy in the bucket itself": [bucket({ policy: document(tls) })],
        "a policy with a statement for the bucket, and one for its objects": [
            bucket(),
            policy(
                document(
                    { ...tls, Resource: "arn:aws:s3:::files-1" },
                    { ...tls, Resource: "arn:aws:s3:::files-1/*" },
                ),
            ),
        ],
        "a policy for objects of a bucket whose ARN is not known": [
            fresh,
            inPreview(policy(document({ ...tls, Resource: ["arn:aws:s3:::f", "arn:aws:s3:::f/*"] }))),
        ],
    },
    broken: {
        "a policy that allows it": [
            [bucket(), policy(document())],
            /^policy does not deny all requests/,
            "policy",
        ],
        "one that denies it to some": [
            [bucket(), policy(document({ ...tls, Principal: { AWS: "arn:aws:iam::111122223333:root" } }))],
            /^policy does not deny/,
        ],
        "one that denies reading only": [
            [bucket(), policy(document({ ...tls, Action: "s3:GetObject" }))],
            /^policy does not deny/,
        ],
        "one that leaves the objects open": [
            [bucket(), policy(document({ ...tls, Resource: "arn:aws:s3:::files-1" }))],
            /^policy does not deny/,
        ],
        "one that leaves most of the objects open": [
            [
                bucket(),
                policy(document({ ...tls, Resource: ["arn:aws:s3:::files-1", "arn:aws:s3:::files-1/a/*"] })),
            ],
            /^policy does not deny/,
        ],
        "one for another bucket": [
            [
                bucket(),
                policy(document({ ...tls, Resource: ["arn:aws:s3:::files-2", "arn:aws:s3:::files-2/*"] })),
            ],
            /^policy does not deny/,
        ],
        "one that leaves the objects open of a bucket whose ARN is not known": [
            [fresh, inPreview(policy(document({ ...tls, Resource: "arn:aws:s3:::files-1" })))],
            /^policy does not deny/,
        ],
        "one that denies it from a network only": [
            [
                bucket(),
                policy(
                    document({
                        ...tls,
                        Condition: { ...tls.Condition, StringEquals: { "aws:SourceVpc": "vpc-1" } },
                    }),
                ),
            ],
            /^policy does not deny/,
        ],
        "one that denies requests with TLS": [
            [bucket(), policy(document({ ...tls, Condition: { Bool: { "aws:SecureTransport": "true" } } }))],
            /^policy does not deny/,
        ],
        "a policy in the bucket itself that allows it": [
            [bucket({ policy: document() })],
            /^policy does not deny/,
            "files",
        ],
        "text that is no JSON": [[bucket(), policy("none")], /^policy is a string where JSON is expected/],
        "a wrong type": [[bucket(), policy(7)], /^policy is a number where JSON is expected/],
    },
    unknown: {
        "the policy is": [[bucket(), policy(UNKNOWN)], "deferred"],
        "a part of it is": [[bucket(), policy({ Statement: [{ ...tls, Resource: UNKNOWN }] })], "deferred"],
        "the policy in the bucket itself is": [[bucket({ policy: UNKNOWN })], "deferred"],
    },
});

const versioning = (status: unknown) =>
    about("bucketVersioning", { versioningConfiguration: { status } }, "versioning");

testBeside(s3Versioning, versioning("Enabled"), /^bucket has no BucketVersioning/, {
    satisfied: { "a bucket that says so itself": [bucket({ versioning: { enabled: true } })] },
    broken: {
        "versions that are suspended": [
            [bucket(), versioning("Suspended")],
            /^versioningConfiguration\.status is not Enabled/,
            "versioning",
        ],
        "no word of it": [[bucket(), versioning(null)], /is not Enabled/],
        "a bucket that disables it": [[bucket({ versioning: { enabled: false } })], /^bucket has no/],
        "a wrong type": [[bucket(), versioning(7)], /^versioningConfiguration\.status is a number where/],
    },
    unknown: {
        "the status is": [[bucket(), versioning(UNKNOWN)], "fails"],
        "the bucket's own setting is": [[bucket({ versioning: { enabled: UNKNOWN } })], "fails"],
    },
});

const unfinished = { status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };

testRule(s3AbortMultipart, {
    compliant: { rules: [{ status: "Enabled", expiration: { days: 30 } }, unfinished] },
    also: [
        { "rules.1.filter": { prefix: "" } },
        { "rules.1.filter": {} },
        // A second rule covers the part that one leaves out.
        { "rules.2": { ...unfinished, filter: { prefix: "in/" } } },
    ],
    violating: [
        [{ rules: [] }, /^rules has no enabled rule for all of the bucket that removes unfinished/],
        [{ rules: [{ status: "Enabled", expiration: { days: 30 } }] }, /^rules has no enabled rule/],
        [{ "rules.1.status": "Disabled" }, /^rules has no enabled rule/],
        [{ "rules.1.filter": { prefix: "in/" } }, /^rules has no enabled rule/],
        [{ "rules.1.filter": { and: { prefix: "in/", tags: { a: "b" } } } }, /^rules has no enabled rule/],
        [{ "rules.1.prefix": "in/" }, /^rules has no enabled rule/],
        [
            { "rules.1.abortIncompleteMultipartUpload.daysAfterInitiation": 9999 },
            /^rules has no enabled rule .* in time/,
        ],
    ],
    unknown: {
        rules: "fails",
        "rules.1": "fails",
        "rules.1.status": "fails",
        "rules.1.filter": "fails",
        "rules.1.filter.prefix": "fails",
        "rules.1.prefix": "fails",
        // Only the presence of a number matters.
        "rules.1.abortIncompleteMultipartUpload.daysAfterInitiation": "passes",
        "rules.2.abortIncompleteMultipartUpload.daysAfterInitiation": "passes",
    },
    absent: { rules: "fails", "rules.1.abortIncompleteMultipartUpload": "fails", "rules.1.filter": "passes" },
    wrongType: { rules: 7, "rules.1.status": 7, "rules.1.filter": "in/" },
});

testRule(s3AbortMultipart, {
    type: "aws:s3/bucket:Bucket",
    compliant: { lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }] },
    // That there is any lifecycle is another rule's matter.
    also: [{ lifecycleRules: [] }],
    violating: [
        [{ "lifecycleRules.0.enabled": false }, /^lifecycleRules has no enabled rule/],
        [{ "lifecycleRules.0.prefix": "in/" }, /^lifecycleRules has no enabled rule/],
        [{ lifecycleRules: [{ enabled: true }] }, /^lifecycleRules has no enabled rule/],
        [{ "lifecycleRules.0.abortIncompleteMultipartUploadDays": 31 }, /^lifecycleRules has no enabled/],
    ],
    unknown: {
        lifecycleRules: "fails",
        "lifecycleRules.0.enabled": "fails",
        "lifecycleRules.0.prefix": "fails",
        "lifecycleRules.0.abortIncompleteMultipartUploadDays": "passes",
    },
    absent: { lifecycleRules: "passes", "lifecycleRules.0.abortIncompleteMultipartUploadDays": "fails" },
    wrongType: { lifecycleRules: 7, "lifecycleRules.0.enabled": "often" },
});

for (const type of ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]) {
    testRule(s3NoAcls, {
        type,
        compliant: { acl: "private" },
        violating: [
            [{ acl: "public-read" }, /^acl is a string other than private/],
            [{ grants: [{ type: "Group", permissions: ["READ"] }] }, /^grants is set/],
        ],
        unknown: { acl: "fails", grants: "fails" },
        absent: { acl: "passes", grants: "passes" },
        wrongType: { acl: 7 },
    });
}

for (const type of ["bucketAcl:BucketAcl", "bucketObject:BucketObject", "objectCopy:ObjectCopy"]) {
    testRule(s3NoAcls, {
        type: `aws:s3/${type}`,
        compliant: { bucket: "files" },
        also: [{ acl: "private" }],
        violating: [
            [{ acl: "public-read" }, /^acl is a string other than private/],
            [{ accessControlPolicy: { owner: { id: "o" } } }, /^accessControlPolicy is set/],
        ],
        unknown: { acl: "fails", accessControlPolicy: "fails" },
        absent: { acl: "passes" },
        wrongType: { acl: ["private"] },
    });
}

testRule(s3NoAcls, {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    compliant: { rule: { objectOwnership: "BucketOwnerEnforced" } },
    violating: [
        [{ "rule.objectOwnership": "ObjectWriter" }, /^rule\.objectOwnership is not BucketOwnerEnforced/],
        [{ "rule.objectOwnership": "BucketOwnerPreferred" }, /is not BucketOwnerEnforced/],
    ],
    unknown: { rule: "fails", "rule.objectOwnership": "fails" },
    absent: { rule: "fails", "rule.objectOwnership": "fails" },
    wrongType: { rule: "BucketOwnerEnforced", "rule.objectOwnership": 7 },
});

for (const type of s3NoForceDestroy.types) {
    testRule(s3NoForceDestroy, {
        type,
        compliant: { forceDestroy: false },
        violating: [
            [{ forceDestroy: true }, /^forceDestroy is true/],
            [{ forceDestroy: "true" }, /^forceDestroy is true/],
        ],
        unknown: { forceDestroy: "fails" },
        absent: { forceDestroy: "passes" },
        wrongType: { forceDestroy: 7 },
    });
}

const read = { Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" };

for (const type of s3NoPublicPolicy.types) {
    testRule(s3NoPublicPolicy, {
        type,
        compliant: {
            policy: document(tls, { ...read, Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
        },
        also: [
            {
                policy: document({
                    ...read,
                    Principal: "*",
                    Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } },
                }),
            },
            { policy: "" },
        ],
        violating: [
            [
                { policy: document(tls, { ...read, Principal: "*" }) },
                /^policy\.Statement\[1\] allows public access/,
            ],
            [{ policy: document({ ...read, Principal: { AWS: ["*"] } }) }, /allows public access/],
            [
                { policy: document({ ...read, NotPrincipal: { AWS: "arn:aws:iam::1:root" } }) },
                /allows public access/,
            ],
            [
                {
                    policy: document({
                        ...read,
                        Principal: "*",
                        Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
                    }),
                },
                /allows public access/,
            ],
        ],
        unknown: { policy: "deferred" },
        absent: { policy: "passes" },
        wrongType: { policy: "no JSON" },
    });
}

describe("rules about what belongs to a bucket", () => {
    const elsewhere = { bucket: "elsewhere" };
    const found = async (rule: StackRule, part: Sent) =>
        (await ask([rule], [{ ...part, props: { ...part.props, ...elsewhere } }])).map(
            ({ message }) => message,
        );
    const denial = {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::elsewhere", "arn:aws:s3:::elsewhere/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };

    for (const [rule, good, bad, part] of [
        [s3PublicAccessBlock, block(), block({ blockPublicAcls: false }), /^blockPublicAcls is not true/],
        [
            s3Versioning,
            about("bucketVersioning", { versioningConfiguration: { status: "Enabled" } }),
            about("bucketVersioning", { versioningConfiguration: { status: "Suspended" } }),
            /^versioningConfiguration\.status is not Enabled/,
        ],
        [s3CustomerKey, encryption(kms), encryption(apply({ sseAlgorithm: "AES256" })), isNotKms],
        [
            s3Lifecycle,
            about("bucketLifecycleConfiguration", { rules: [{ status: "Enabled" }] }),
            about("bucketLifecycleConfiguration", { rules: [{ status: "Disabled" }] }),
            /^rules has no rule that is enabled/,
        ],
        [
            s3TlsOnly,
            about("bucketPolicy", { policy: document(denial) }),
            about("bucketPolicy", { policy: document({ ...denial, Resource: "arn:aws:s3:::other/*" }) }),
            /^policy does not deny all requests without TLS/,
        ],
    ] as const) {
        it(`judge it where the bucket is of another program: ${rule.name}`, async () => {
            assert.deepEqual(await found(rule, good), []);
            assert.match((await found(rule, bad)).join("\n"), part);
        });
    }
});
