import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { Bucket, type BucketArgs } from "../storage";
import { Component } from "../support/component";
import type { DashboardRow, Monitored } from "../support/metrics";

/**
 * A bucket for what is delivered to servers, and for archives that are larger than a call of Lambda takes. Lambda copies an
 * archive when a function or a layer gets it, as whoever deploys, so that no function needs the bucket later on.
 */
export class CodeBucket extends Component implements Monitored {
    /** Known once it keeps versions and encrypts. */
    readonly bucketName: pulumi.Output<string>;
    /** ARNs of the objects that the program uploads. */
    readonly objectArns: readonly pulumi.Output<string>[];

    private readonly bucket: Bucket;

    constructor(
        name: string,
        args: Pick<BucketArgs, "keyArn" | "logBucket" | "protect">,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("CodeBucket", name, options);
        this.bucket = new Bucket(name, args, this.child);
        this.bucketName = this.bucket.readyName;
        this.objectArns = [pulumi.interpolate`${this.bucket.bucketArn}/*`];
        this.registerOutputs({ bucketName: this.bucketName });
    }

    dashboardRow(): DashboardRow {
        return { ...this.bucket.dashboardRow(), title: "Code" };
    }
}

/**
 * Code for Lambda: a folder or an archive as it is, or an archive by way of a bucket, under another key with every change.
 *
 * @param place folder that keys begin with
 */
export function lambdaCode(
    name: string,
    place: "functions" | "layers",
    code: string,
    bucket: pulumi.Input<string> | undefined,
    options: pulumi.CustomResourceOptions,
):
    | { readonly code: pulumi.asset.Archive }
    | { readonly s3Bucket: pulumi.Output<string>; readonly s3Key: pulumi.Output<string> } {
    if (bucket === undefined) return { code: new pulumi.asset.FileArchive(code) };
    const digest = createHash("sha256").update(readFileSync(code)).digest("hex");
    const object = new s3.BucketObjectv2(
        name,
        {
            bucket,
            key: `${place}/${name}/${digest.slice(0, 24)}.zip`,
            source: new pulumi.asset.FileAsset(code),
            contentType: "application/zip",
        },
        options,
    );
    return { s3Bucket: object.bucket, s3Key: object.key };
}
