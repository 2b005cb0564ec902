import * as s3 from "@pulumi/aws/s3";
import { LineGraphMetricWidget, Metric } from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { lifecycleRules, type Transition } from "./bucketLifecycle";
import { after } from "../support/after";
import { Component } from "../support/component";
import { policyDocument, type Statement, tlsOnly } from "../support/iam";
import type { Link, Linkable } from "../support/link";
import { bucketLink } from "./bucketLink";
import type { Access } from "../../model/uses";
import type { DashboardRow, Monitored } from "../support/metrics";
import type { LockMode } from "../../model/choices";

/** Arguments of {@link Bucket}. */
export interface BucketArgs {
    /** Name in AWS, for what relies on it; it cannot change later. @default the component's, and random digits */
    readonly name?: string | undefined;
    /** ARN of the KMS key that encrypts objects. @default S3's own keys, for logs that some services can only write so */
    readonly keyArn?: pulumi.Input<string>;
    /** Keep former versions of objects for 30 days. @default true */
    readonly versioned?: boolean;
    /** Days after which objects are deleted. @default never */
    readonly expireDays?: number | undefined;
    /** Prefix of the keys of those objects. @default all objects */
    readonly expirePrefix?: string;
    /** Cheaper storage classes that objects move to as they grow old. @default none */
    readonly transitions?: readonly Transition[];
    /**
     * Objects cannot be deleted or overwritten for that many days: not without a permission of its own
     * ("governance"), or by no principal at all ("compliance"). @default they can
     */
    readonly lock?: { readonly mode: LockMode; readonly days: number } | undefined;
    /** Origins whose pages may read and write objects. @default none */
    readonly corsOrigins?: readonly string[];
    /** Name of the bucket that gets the access logs. @default no access logs */
    readonly logBucket?: pulumi.Input<string>;
    /** Backup plan that also takes care of it, by its tag; AWS Backup wants former versions kept. @default none */
    readonly backupPlan?: string | undefined;
    /** Refuse deletion: by Pulumi's `protect`, and by AWS while objects are left. @default true */
    readonly protect?: boolean;
    /** Statements of the bucket's policy besides "TLS only", given its ARN. @default none */
    readonly statements?: (bucketArn: pulumi.Output<string>) => readonly Statement[];
}

/** A private bucket: encrypted, versioned, reachable over TLS only, without ACLs. */
export class Bucket extends Component implements Linkable, Monitored {
    readonly bucketName: pulumi.Output<string>;
    /** Its name, known only once it keeps versions and encrypts: for objects of the program, which later settings change no more. */
    readonly readyName: pulumi.Output<string>;
    /** The same, known only once its policy is in force, too: for those who write to it by that policy. */
    readonly openedName: pulumi.Output<string>;
    readonly bucketArn: pulumi.Output<string>;
    readonly regionalDomainName: pulumi.Output<string>;

    private readonly keyArn: pulumi.Input<string> | undefined;

    constructor(name: string, args: BucketArgs, options?: pulumi.ComponentResourceOptions) {
        super("Bucket", name, options);
        const protect = args.protect ?? true;
        const bucket = new s3.Bucket(
            name,
            {
                ...(args.name === undefined ? {} : { bucket: args.name }),
                forceDestroy: !protect,
                ...(args.lock ? { objectLockEnabled: true } : {}),
                ...(args.backupPlan && args.versioned !== false ? { tags: { Backup: args.backupPlan } } : {}),
            },
            { ...this.child, protect },
        );
        this.keyArn = args.keyArn;
        this.bucketName = bucket.bucket;
        this.bucketArn = bucket.arn;
        this.regionalDomainName = bucket.bucketRegionalDomainName;

        const closed = this.closeToPublic();
        const encryption = this.encrypt();
        const versioning = this.keepVersions(args);
        this.readyName = after(bucket.bucket, [encryption, versioning]);
        this.age(args, [versioning]);
        this.lock(args, [versioning]);
        const statements = [...(args.statements?.(bucket.arn) ?? []), this.tlsOnly()];
        // A policy that looks public is refused only once the block is there.
        const policy = new s3.BucketPolicy(
            name,
            { bucket: this.bucketName, policy: policyDocument(statements) },
            { ...this.child, dependsOn: [closed] },
        );
        this.openedName = after(this.readyName, [policy]);
        this.log(args);
        this.allowOrigins(args);
        this.registerOutputs({
            bucketName: this.bucketName,
            bucketArn: this.bucketArn,
            regionalDomainName: this.regionalDomainName,
        });
    }

    /** `BUCKET_<NAME>_NAME`; reading, writing and listing objects, or with `:read` or `:write` only that. */
    link(access?: Access): Link {
        const { bucketName, bucketArn, keyArn } = this;
        return bucketLink(this.name, { bucketName, bucketArn, keyArn }, access);
    }

    dashboardRow(): DashboardRow {
        const stored = (title: string, name: string, StorageType: string) =>
            new LineGraphMetricWidget({
                title,
                width: 12,
                height: 4,
                metrics: new Metric({
                    namespace: "AWS/S3",
                    name,
                    dimensions: { BucketName: this.bucketName, StorageType },
                    label: name,
                    // Measured once a day: https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
                    period: 86_400,
                }),
            });
        return {
            title: `Bucket ${this.name}`,
            widgets: [
                stored("Size", "BucketSizeBytes", "StandardStorage"),
                stored("Objects", "NumberOfObjects", "AllStorageTypes"),
            ],
        };
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

    private encrypt(): s3.BucketServerSideEncryptionConfiguration {
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
        return new s3.BucketServerSideEncryptionConfiguration(
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

    private age(args: BucketArgs, dependsOn: pulumi.Resource[]): void {
        new s3.BucketLifecycleConfiguration(
            this.name,
            { bucket: this.bucketName, rules: lifecycleRules(args) },
            { ...this.child, dependsOn },
        );
    }

    private lock({ lock }: BucketArgs, dependsOn: pulumi.Resource[]): void {
        if (lock === undefined) return;
        new s3.BucketObjectLockConfiguration(
            this.name,
            {
                bucket: this.bucketName,
                rule: { defaultRetention: { mode: lock.mode.toUpperCase(), days: lock.days } },
            },
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
