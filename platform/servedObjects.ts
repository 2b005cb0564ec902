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

/** Lets the distributions that serve a bucket's objects read them; nothing for a bucket that none serves. */
export function servedObjects(
    media: Media,
    bucket: string,
    distributions: ReadonlyMap<string, Deferred>,
): { readonly statements?: (bucketArn: pulumi.Output<string>) => readonly Statement[] } {
    const readers = Object.entries(media).flatMap(([name, entry]) => {
        const arn = entry.bucket === bucket ? distributions.get(name)?.arn : undefined;
        return arn === undefined ? [] : [{ arn, prefix: entry.prefix }];
    });
    if (readers.length === 0) return {};
    return {
        statements: (bucketArn) => readers.flatMap(({ arn, prefix }) => servedTo(arn, bucketArn, prefix)),
    };
}
