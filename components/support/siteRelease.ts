import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

/** Folder of a bucket that holds the releases, each in a folder of its own. */
export const RELEASES = "releases/";

/**
 * The release's folder, looked up as soon as the bucket's name is known: in the preview of every change but the one
 * that makes the bucket.
 */
export function existingRelease(
    site: pulumi.Resource,
    bucketName: pulumi.Output<string>,
    release: string,
): pulumi.Output<string> {
    return bucketName.apply((bucket) => findRelease(site, bucket, release));
}

/**
 * The release's folder, if it is in the bucket.
 *
 * @throws pulumi.ResourceError that lists the releases that are there
 */
export async function findRelease(site: pulumi.Resource, bucket: string, release: string): Promise<string> {
    const options = { parent: site };
    const prefix = `${RELEASES}${release}`;
    const { keys } = await s3.getObjects({ bucket, prefix: `${prefix}/index.html`, maxKeys: 1 }, options);
    if (keys.length > 0) return prefix;
    const { commonPrefixes } = await s3.getObjects({ bucket, prefix: RELEASES, delimiter: "/" }, options);
    const known = commonPrefixes.map((path) => path.slice(RELEASES.length, -1));
    throw new pulumi.ResourceError(
        `there is no release "${release}" in bucket ${bucket}; there ${known.length === 0 ? "is none" : `are ${known.join(", ")}`}. Change the key release of the site.`,
        site,
    );
}
