import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

/** Folder of a bucket that holds the releases, each in a folder of its own. */
export const RELEASES = "releases/";

/**
 * A release that must be in the bucket already. It is looked up as soon as the bucket's name is known: in the preview
 * of every change but the one that makes the bucket. If it is not there the preview fails, with its path.
 */
export function existingRelease(
    name: string,
    bucketName: pulumi.Output<string>,
    release: string,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource {
    const path = `${RELEASES}${release}/index.html`;
    return s3.BucketObjectv2.get(
        `${name}/pinned/${release}`,
        pulumi.interpolate`${bucketName}/${path}`,
        {},
        options,
    );
}
