import * as pulumi from "@pulumi/pulumi";

import { servedTo } from "../components/media";
import type { Statement } from "../components/support/iam";

type Media = Readonly<Record<string, { readonly bucket: string; readonly prefix?: string | undefined }>>;

/** ARN of a distribution that its bucket's policy names before there is one. */
interface Deferred {
    readonly arn: pulumi.Output<string>;
    readonly resolve: (arn: pulumi.Output<string>) => void;
}

/** The distributions that serve objects of buckets, by name of the media: a bucket is made before them. */
export function deferredArns(media: Media): ReadonlyMap<string, Deferred> {
    return new Map(
        Object.keys(media).map((name) => {
            const [arn, resolve] = pulumi.deferredOutput<string>();
            return [name, { arn, resolve }];
        }),
    );
}

/** Statements of a bucket's policy that let the distributions of media read what they serve of it. */
export function servedObjects(
    media: Media,
    bucket: string,
    distributions: ReadonlyMap<string, Deferred>,
): (bucketArn: pulumi.Output<string>) => Statement[] {
    const readers = Object.entries(media).flatMap(([name, entry]) => {
        const arn = entry.bucket === bucket ? distributions.get(name)?.arn : undefined;
        return arn === undefined ? [] : [{ arn, prefix: entry.prefix }];
    });
    return (bucketArn) => readers.flatMap(({ arn, prefix }) => servedTo(arn, bucketArn, prefix));
}
