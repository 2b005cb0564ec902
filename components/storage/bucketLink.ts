import * as pulumi from "@pulumi/pulumi";

import type { Access } from "../../model/uses";
import type { Statement } from "../support/iam";
import { type Link, variable } from "../support/link";

/** S3 actions by kind of access. */
const ACTIONS = {
    read: ["s3:GetObject"],
    write: ["s3:PutObject", "s3:DeleteObject"],
};

/** A bucket, and the KMS key of its objects if it has one. */
export interface UsableBucket {
    readonly bucketName: pulumi.Input<string>;
    readonly bucketArn: pulumi.Input<string>;
    readonly keyArn: pulumi.Input<string> | undefined;
}

/** `BUCKET_<NAME>_NAME`; reading, writing and listing objects, or only what `access` says. */
export function bucketLink(
    name: string,
    { bucketName, bucketArn, keyArn }: UsableBucket,
    access?: Access,
): Link {
    const actions =
        access === "read" || access === "write" ? ACTIONS[access] : [...ACTIONS.read, ...ACTIONS.write];
    const statements: Statement[] = [
        { actions: ["s3:ListBucket"], resources: [bucketArn] },
        { actions, resources: [pulumi.interpolate`${bucketArn}/*`] },
    ];
    if (keyArn !== undefined) {
        // Large objects are written in parts, which S3 decrypts to put them together.
        const keyActions = access === "read" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"];
        statements.push({ actions: keyActions, resources: [keyArn] });
    }
    return { environment: { [variable("bucket", name, "name")]: bucketName }, statements };
}
