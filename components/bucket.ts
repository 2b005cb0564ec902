import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import { policyDocument, type Statement, tlsOnly } from "./support/iam";
import { type Link, type Linkable, variable } from "./support/link";

/** Arguments of {@link Bucket}. */
export interface BucketArgs {
    /** ARN of the KMS key that encrypts objects. @default S3's own keys, for logs that some services can only write so */
    readonly keyArn?: pulumi.Input<string>;
    /** Keep former versions of objects for 30 days. @default true */
    readonly versioned?: boolean;
    /** Days after which objects are deleted. @default never */
    readonly expireDays?: number | undefined;
    /** Origins whose pages may read and write objects. @default none */
    readonly corsOrigins?: readonly string[];
    /** Name of the bucket that gets the access logs. @default no access logs */
    readonly logBucket?: pulumi.Input<string>;
    /** Refuse deletion: by Pulumi's `protect`, and by AWS while objects are left. @default true */
    readonly protect?: boolean;
    /** Statements of the bucket's policy besides "TLS only", given its ARN. @default none */
    readonly statements?: (bucketArn: pulumi.Output<string>) => readonly Statement[];
}

/** Days that former versions are kept, and parts of uploads that were never completed. */
const NONCURRENT_DAYS = 30;
const INCOMPLETE_UPLOAD_DAYS = 7;

/** A private bucket: encrypted, versioned, reachable over TLS only, without ACLs. */
export class Bucket extends Component implements Linkable {
    readonly bucketName: pulumi.Output<string>;
    /** Its name, known only once its policy is in force: for those who write to it by that policy. */
    readonly openedName: pulumi.Output<string>;
    readonly bucketArn: pulumi.Output<string>;
    readonly regionalDomainName: pulumi.Output<string>;

    private readonly keyArn: pulumi.Input<string> | undefined;

    constructor(name: string, args: BucketArgs, options?: pulumi.ComponentResourceOptions) {
        super("Bucket", name, options);
        const protect = args.protect ?? true;
        const bucket = new s3.Bucket(name, { forceDestroy: !protect }, { ...this.child, protect });
        this.keyArn = args.keyArn;
        this.bucketName = bucket.bucket;
        this.bucketArn = bucket.arn;
        this.regionalDomainName = bucket.bucketRegionalDomainName;

        const closed = this.closeToPublic();
        this.encrypt();
        const versioning = this.keepVersions(args);
        this.expire(args, [versioning]);
        const statements = [...(args.statements?.(bucket.arn) ?? []), this.tlsOnly()];
        // A policy that looks public is refused only once the block is there.
        const policy = new s3.BucketPolicy(
            name,
            { bucket: this.bucketName, policy: policyDocument(statements) },
            { ...this.child, dependsOn: [closed] },
        );
        this.openedName = policy.bucket;
        this.log(args);
        this.allowOrigins(args);
        this.registerOutputs({
            bucketName: this.bucketName,
            bucketArn: this.bucketArn,
            regionalDomainName: this.regionalDomainName,
        });
    }

    /** `BUCKET_<NAME>_NAME`; reading, writing and listing objects. */
    link(): Link {
        const statements: Statement[] = [
            { actions: ["s3:ListBucket"], resources: [this.bucketArn] },
            {
                actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
                resources: [pulumi.interpolate`${this.bucketArn}/*`],
            },
        ];
        if (this.keyArn !== undefined) {
            statements.push({ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [this.keyArn] });
        }
        return { environment: { [variable("bucket", this.name, "name")]: this.bucketName }, statements };
    }

    private closeToPublic(): s3.BucketPublicAccessBlock {
        new s3.BucketOwnershipControls(
            this.name,
            { bucket: this.bucketName, rule: { objectOwnership: "BucketOwnerEnforced" } },
            this.child,
        );
        return new s3.BucketPublicAccessBlock(
            this.name,
            {
                bucket: this.bucketName,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
            this.child,
        );
    }

    private encrypt(): void {
        const rule =
            this.keyArn === undefined
                ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
                : {
                      applyServerSideEncryptionByDefault: {
                          sseAlgorithm: "aws:kms",
                          kmsMasterKeyId: this.keyArn,
                      },
                      // One call to KMS for many objects.
                      bucketKeyEnabled: true,
                  };
        new s3.BucketServerSideEncryptionConfiguration(
            this.name,
            { bucket: this.bucketName, rules: [rule] },
            this.child,
        );
    }

    private keepVersions({ versioned = true }: BucketArgs): s3.BucketVersioning {
        return new s3.BucketVersioning(
            this.name,
            {
                bucket: this.bucketName,
                versioningConfiguration: { status: versioned ? "Enabled" : "Suspended" },
            },
            this.child,
        );
    }

    private expire({ expireDays }: BucketArgs, dependsOn: pulumi.Resource[]): void {
        const cleanUp = {
            id: "clean-up",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
            abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
        };
        const expire =
            expireDays === undefined
                ? []
                : [{ id: "expire", status: "Enabled", filter: {}, expiration: { days: expireDays } }];
        new s3.BucketLifecycleConfiguration(
            this.name,
            { bucket: this.bucketName, rules: [cleanUp, ...expire] },
            { ...this.child, dependsOn },
        );
    }

    private tlsOnly(): Statement {
        return tlsOnly(["s3:*"], [this.bucketArn, pulumi.interpolate`${this.bucketArn}/*`]);
    }

    private log({ logBucket }: BucketArgs): void {
        if (logBucket === undefined) return;
        new s3.BucketLogging(
            this.name,
            { bucket: this.bucketName, targetBucket: logBucket, targetPrefix: `s3/${this.name}/` },
            this.child,
        );
    }

    private allowOrigins({ corsOrigins = [] }: BucketArgs): void {
        if (corsOrigins.length === 0) return;
        new s3.BucketCorsConfiguration(
            this.name,
            {
                bucket: this.bucketName,
                corsRules: [
                    {
                        allowedOrigins: [...corsOrigins],
                        allowedMethods: ["GET", "PUT", "POST"],
                        allowedHeaders: ["content-type", "x-amz-*"],
                        exposeHeaders: ["ETag"],
                        maxAgeSeconds: 3600,
                    },
                ],
            },
            this.child,
        );
    }
}
