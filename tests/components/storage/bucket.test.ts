import assert from "node:assert/strict";

import { Bucket, type BucketArgs } from "../../../components/storage/bucket";
import { createLogBucket } from "../../../components/storage/logBucket";
import { ACCOUNT } from "../../support/providerOutputs";
import { KEY } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const bucket = async (args: BucketArgs) => await record(() => new Bucket("files", args));
const NAME = "files-0a1b2c3";
const ARN = `arn:aws:s3:::${NAME}`;
const TLS_ONLY = (arn: string) => ({
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const CLEAN_UP = {
    id: "clean-up",
    status: "Enabled",
    filter: {},
    noncurrentVersionExpiration: { noncurrentDays: 30 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

describe("Bucket", () => {
    const recording = recordOnce(() => new Bucket("files", { keyArn: KEY, logBucket: "logs" }));

    it("creates exactly these resources", () => {
        assert.deepEqual(recording().graph.counts(), {
            Bucket: 1,
            "s3.Bucket": 1,
            "s3.BucketLifecycleConfiguration": 1,
            "s3.BucketLogging": 1,
            "s3.BucketOwnershipControls": 1,
            "s3.BucketPolicy": 1,
            "s3.BucketPublicAccessBlock": 1,
            "s3.BucketServerSideEncryptionConfiguration": 1,
            "s3.BucketVersioning": 1,
        });
    });

    it("blocks public access, and has no ACLs", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("s3.BucketPublicAccessBlock"), {
            bucket: NAME,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        assert.deepEqual(graph.inputs("s3.BucketOwnershipControls"), {
            bucket: NAME,
            rule: { objectOwnership: "BucketOwnerEnforced" },
        });
    });

    it("is encrypted with the given key", () => {
        assert.deepEqual(recording().graph.inputs("s3.BucketServerSideEncryptionConfiguration"), {
            bucket: NAME,
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
                    bucketKeyEnabled: true,
                },
            ],
        });
    });

    it("is encrypted by S3 without a key", async () => {
        const { graph } = await bucket({});
        assert.deepEqual(graph.inputs("s3.BucketServerSideEncryptionConfiguration")["rules"], [
            { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
        ]);
    });

    it("refuses requests without TLS; the policy comes after the block", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("s3.BucketPolicy", "files"), [TLS_ONLY(ARN)]);
        const { dependsOn } = graph.one("s3.BucketPolicy");
        assert.ok(dependsOn.includes(graph.one("s3.BucketPublicAccessBlock").urn));
    });

    it("puts further statements before the denial", async () => {
        const { graph } = await bucket({
            statements: (arn) => [{ actions: ["s3:GetObject"], resources: [arn], principals: "*" }],
        });
        assert.deepEqual(graph.statements("s3.BucketPolicy", "files"), [
            { Effect: "Allow", Principal: "*", Action: ["s3:GetObject"], Resource: [ARN] },
            TLS_ONLY(ARN),
        ]);
    });

    it("keeps former versions for 30 days, and parts of uploads for 7", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("s3.BucketVersioning")["versioningConfiguration"], {
            status: "Enabled",
        });
        assert.deepEqual(graph.inputs("s3.BucketLifecycleConfiguration")["rules"], [CLEAN_UP]);
    });

    it("keeps no versions, and deletes objects after a time, if configured", async () => {
        const { graph } = await bucket({ versioned: false, expireDays: 90 });
        assert.deepEqual(graph.inputs("s3.BucketVersioning")["versioningConfiguration"], {
            status: "Suspended",
        });
        assert.deepEqual(graph.inputs("s3.BucketLifecycleConfiguration")["rules"], [
            CLEAN_UP,
            { id: "expire", status: "Enabled", filter: {}, expiration: { days: 90 } },
        ]);
    });

    it("moves ageing objects to cheaper storage", async () => {
        const { graph } = await bucket({
            transitions: [
                { afterDays: 30, to: "STANDARD_IA" },
                { afterDays: 90, to: "GLACIER" },
            ],
        });
        const [cleanUp, moves] = graph.inputs("s3.BucketLifecycleConfiguration")["rules"] as unknown[];
        assert.deepEqual(cleanUp, CLEAN_UP);
        assert.partialDeepStrictEqual(moves, {
            status: "Enabled",
            filter: {},
            transitions: [
                { days: 30, storageClass: "STANDARD_IA" },
                { days: 90, storageClass: "GLACIER" },
            ],
        });
    });

    it("has object lock if configured: enabled at creation, versions kept", async () => {
        assert.deepEqual(recording().graph.all("s3.BucketObjectLockConfiguration"), []);
        const { graph } = await bucket({ lock: { mode: "compliance", days: 30 } });
        assert.equal(graph.inputs("s3.Bucket")["objectLockEnabled"], true);
        assert.deepEqual(graph.inputs("s3.BucketObjectLockConfiguration"), {
            bucket: NAME,
            rule: { defaultRetention: { mode: "COMPLIANCE", days: 30 } },
        });
        const { dependsOn } = graph.one("s3.BucketObjectLockConfiguration");
        assert.ok(dependsOn.includes(graph.one("s3.BucketVersioning").urn));
    });

    it("carries the tag of a backup plan only with versioning, which AWS Backup requires", async () => {
        const kept = await bucket({ backupPlan: "nightly" });
        assert.deepEqual(kept.graph.inputs("s3.Bucket")["tags"], { Backup: "nightly" });
        const not = await bucket({ backupPlan: "nightly", versioned: false });
        assert.equal(not.graph.inputs("s3.Bucket")["tags"], undefined);
    });

    it("logs accesses below its own prefix", () => {
        assert.deepEqual(recording().graph.inputs("s3.BucketLogging"), {
            bucket: NAME,
            targetBucket: "logs",
            targetPrefix: "s3/files/",
        });
    });

    it("has no CORS rules by default, and never allows every origin", async () => {
        assert.equal(recording().graph.all("s3.BucketCorsConfiguration").length, 0);
        const { graph } = await bucket({ corsOrigins: ["https://shop.example.com"] });
        assert.deepEqual(graph.inputs("s3.BucketCorsConfiguration")["corsRules"], [
            {
                allowedOrigins: ["https://shop.example.com"],
                allowedMethods: ["GET", "PUT", "POST"],
                allowedHeaders: ["content-type", "x-amz-*"],
                exposeHeaders: ["ETag"],
                maxAgeSeconds: 3600,
            },
        ]);
    });

    it("refuses deletion by default", async () => {
        const on = recording().graph.one("s3.Bucket");
        assert.deepEqual([on.protect, on.inputs["forceDestroy"]], [true, false]);
        const off = (await bucket({ protect: false })).graph.one("s3.Bucket");
        assert.deepEqual([off.protect, off.inputs["forceDestroy"]], [false, true]);
    });

    it("links by name, with permissions on itself and its key only", async () => {
        assert.deepEqual(await resolve(recording().made.link()), {
            environment: { BUCKET_FILES_NAME: NAME },
            statements: [
                { actions: ["s3:ListBucket"], resources: [ARN] },
                {
                    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
                    resources: [`${ARN}/*`],
                },
                { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [KEY] },
            ],
        });
    });

    it("links without key permissions if it has no key", async () => {
        const { made } = await bucket({});
        const { statements } = await resolve(made.link());
        assert.deepEqual(
            statements?.map(({ resources }) => resources),
            [[ARN], [`${ARN}/*`]],
        );
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Bucket", ["bucketName", "bucketArn", "regionalDomainName"]);
        assert.equal(await resolve(recording().made.openedName), NAME);
    });
});

describe("the bucket for access logs", () => {
    const recording = recordOnce(() =>
        createLogBucket("logs", { accountId: ACCOUNT, retentionDays: 14, protect: false }, {}),
    );

    it("lets load balancers, sites and buckets of this account write, each below its own prefix", () => {
        const arn = "arn:aws:s3:::logs-0a1b2c3";
        assert.deepEqual(recording().graph.statements("s3.BucketPolicy", "logs"), [
            {
                Sid: "LoadBalancers",
                Effect: "Allow",
                Principal: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
                Action: ["s3:PutObject"],
                Resource: [`${arn}/load-balancer/AWSLogs/${ACCOUNT}/*`],
            },
            {
                Sid: "CloudFront",
                Effect: "Allow",
                Principal: { Service: ["delivery.logs.amazonaws.com"] },
                Action: ["s3:PutObject"],
                Resource: [`${arn}/cloudfront/*`],
                Condition: {
                    StringEquals: {
                        "aws:SourceAccount": ACCOUNT,
                        "s3:x-amz-acl": "bucket-owner-full-control",
                    },
                    ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${ACCOUNT}:delivery-source:*` },
                },
            },
            {
                Sid: "Buckets",
                Effect: "Allow",
                Principal: { Service: ["logging.s3.amazonaws.com"] },
                Action: ["s3:PutObject"],
                Resource: [`${arn}/s3/*`],
                Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
            },
            TLS_ONLY(arn),
        ]);
    });

    it("deletes logs after their time, and can be destroyed if unprotected", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("s3.BucketLifecycleConfiguration")["rules"], [
            CLEAN_UP,
            { id: "expire", status: "Enabled", filter: {}, expiration: { days: 14 } },
        ]);
        assert.equal(graph.one("s3.Bucket").protect, false);
    });

    it("is protected by default", async () => {
        const { graph } = await record(() =>
            createLogBucket("logs", { accountId: ACCOUNT, retentionDays: 14 }, {}),
        );
        assert.equal(graph.one("s3.Bucket").protect, true);
    });
});
