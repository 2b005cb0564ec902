import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { type Statement, throughDistribution } from "../support/iam";
import { NEVER_CACHED, type SiteContent } from "./siteContent";

/** Folder of a bucket that holds the releases, each in a folder of its own. */
export const RELEASES = "releases/";

const CONFIG = "config.json";

interface UploadArgs {
    readonly bucketName: pulumi.Input<string>;
    /** The release that is to be shown. */
    readonly release: string;
    readonly content: SiteContent;
    /** `config.json`: addresses of this environment. Read at run time, so that one build fits all. */
    readonly settings: pulumi.Input<string>;
}

/** Uploads the content, unless another release than the content's is asked for, which is there already. */
export function uploadSite(
    name: string,
    { bucketName, release, content, settings }: UploadArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const upload = (path: string, args: Omit<s3.BucketObjectv2Args, "bucket" | "key">) =>
        new s3.BucketObjectv2(
            `${name}/${path}`,
            { bucket: bucketName, key: `${RELEASES}${release}/${path}`, ...args },
            // Earlier releases stay, to go back to.
            { ...options, retainOnDelete: true },
        );
    // A build's own config.json is for work without a stack.
    const files = release === content.release ? content.files.filter(({ path }) => path !== CONFIG) : [];
    return [
        ...files.map(({ path, source, contentType, cacheControl }) =>
            upload(path, { source: new pulumi.asset.FileAsset(source), contentType, cacheControl }),
        ),
        upload(CONFIG, {
            content: settings,
            contentType: "application/json; charset=utf-8",
            cacheControl: NEVER_CACHED,
        }),
    ];
}

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

/** More than a release has. */
const ALL = 1_000_000;

/** Paths of the files of a release that is in the bucket already. */
export function filesOf(
    bucketName: pulumi.Output<string>,
    release: string,
    { parent }: pulumi.CustomResourceOptions,
): pulumi.Output<string[]> {
    const prefix = `${RELEASES}${release}/`;
    return s3
        .getObjectsOutput(
            { bucket: bucketName, prefix, maxKeys: ALL },
            parent === undefined ? {} : { parent },
        )
        .keys.apply((keys) => keys.map((key) => key.slice(prefix.length)));
}

/** One distribution may read the files; listing makes a missing one a 404 instead of a 403. */
export function readableBy(
    distributionArn: pulumi.Input<string>,
    bucketArn: pulumi.Output<string>,
): Statement[] {
    const grant = throughDistribution(distributionArn);
    return [
        { sid: "Read", actions: ["s3:GetObject"], resources: [pulumi.interpolate`${bucketArn}/*`], ...grant },
        { sid: "List", actions: ["s3:ListBucket"], resources: [bucketArn], ...grant },
    ];
}
