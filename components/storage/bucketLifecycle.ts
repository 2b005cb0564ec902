import type * as aws from "@pulumi/aws";
import type { STORAGE_CLASSES } from "../../model/storageClasses";

/** When objects move to another storage class. */
export interface Transition {
    /** Days after an object was written; at least 30 for STANDARD_IA. */
    readonly afterDays: number;
    readonly to: (typeof STORAGE_CLASSES)[number];
}

/** Days that former versions are kept, and parts of uploads that were never completed. */
const NONCURRENT_DAYS = 30;
const INCOMPLETE_UPLOAD_DAYS = 7;

type Rule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** Lifecycle rules by age of an object. Incomplete uploads and expired delete markers are always removed. */
export function lifecycleRules({
    expireDays,
    expirePrefix,
    transitions = [],
}: {
    readonly expireDays?: number | undefined;
    /** Only objects whose keys begin with it. */
    readonly expirePrefix?: string;
    readonly transitions?: readonly Transition[] | undefined;
}): Rule[] {
    const cleanUp: Rule = {
        id: "clean-up",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS },
        abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
    };
    const move: Rule = {
        id: "move",
        status: "Enabled",
        filter: {},
        transitions: transitions.map(({ afterDays, to }) => ({ days: afterDays, storageClass: to })),
    };
    const expire: Rule = {
        id: "expire",
        status: "Enabled",
        filter: expirePrefix === undefined ? {} : { prefix: expirePrefix },
        ...(expireDays === undefined ? {} : { expiration: { days: expireDays } }),
    };
    return [
        cleanUp,
        ...(transitions.length === 0 ? [] : [move]),
        ...(expireDays === undefined ? [] : [expire]),
    ];
}
