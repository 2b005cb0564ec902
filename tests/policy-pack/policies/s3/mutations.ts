import { document } from "../../support/documents";
import type { Mutation } from "../../mutations/mutation";

const BUCKET = { type: "aws:s3/bucket:Bucket", name: "uploads" } as const;

const POLICY = { type: "aws:s3/bucketPolicy:BucketPolicy", name: "uploads" } as const;

const named = (type: string) => ({
    type: `aws:s3/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`,
    name: "uploads",
});

export const s3: readonly Mutation[] = [
    {
        rule: "s3-abort-multipart",
        ...named("BucketLifecycleConfiguration"),
        set: { rules: [{ id: "old", status: "Enabled", expiration: { days: 30 } }] },
    },
    {
        rule: "s3-customer-key",
        ...named("BucketServerSideEncryptionConfiguration"),
        set: { "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm": "AES256" },
    },
    { rule: "s3-lifecycle", ...named("BucketLifecycleConfiguration"), remove: true },
    { rule: "s3-logs", ...named("BucketLogging"), remove: true },
    { rule: "s3-no-acls", ...BUCKET, set: { acl: "public-read" } },
    { rule: "s3-no-force-destroy", ...BUCKET, set: { forceDestroy: true } },
    {
        rule: "s3-no-public-policy",
        ...POLICY,
        set: {
            policy: document(
                { Action: "s3:GetObject", Resource: "*", Principal: "*" },
                {
                    Effect: "Deny",
                    Action: "s3:*",
                    Resource: "*",
                    Principal: "*",
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ),
        },
    },
    {
        rule: "s3-public-access-block",
        ...named("BucketPublicAccessBlock"),
        set: { blockPublicAcls: false },
    },
    { rule: "s3-tls-only", ...POLICY, set: { policy: document() } },
    {
        rule: "s3-versioning",
        ...named("BucketVersioning"),
        set: { "versioningConfiguration.status": "Suspended" },
    },
];
