import * as s3 from "@pulumi/aws/s3";

import { nameOf } from "../../model/arn";
import { bucketLink } from "../storage";
import type { Linkable } from "../support/link";
import { ask, Unusable } from "./lookUp";
import type { Place } from "./place";

/** Looks up a bucket by its name or ARN. */
export async function findBucket(
    name: string,
    { name: given, keyArn }: { readonly name: string; readonly keyArn?: string | undefined },
    place: Place,
): Promise<Linkable> {
    const query = { bucket: nameOf(given) };
    const { bucket, arn, bucketRegion } = await ask(given, s3.getBucket(query, place.options), place);
    // Names of buckets are the same everywhere, so that AWS finds those of other regions, too.
    if (bucketRegion !== "" && bucketRegion !== place.region) {
        throw new Unusable(
            `${JSON.stringify(given)} is in ${bucketRegion}; it must be in plumbline:region, which is ${place.region}`,
        );
    }
    const found = { bucketName: bucket, bucketArn: arn, keyArn };
    return { link: (access) => bucketLink(name, found, access) };
}
