/** Distributions that may read buckets: each is made after the buckets, and their policies after it. */
import * as pulumi from "@pulumi/pulumi";

import { servedTo } from "../components/media";
import { readableAt } from "../components/site";
import type { Statement } from "../components/support/iam";
import { valueOf } from "../components/support/values";
import type { Catalogue, Settings } from "../config";
import { parseUse } from "../model/uses";

type Path = Catalogue["site"]["paths"][string];

/** Objects of a bucket that a path leads to. */
export interface ServedObjects {
    /** Name of the bucket. */
    readonly bucket: string;
    readonly folder: string | undefined;
    readonly cacheSeconds: number | undefined;
}

/** What a path leads to, if it is objects of a bucket: by itself or as media. */
export function objectsOf(
    { to, folder, cacheSeconds }: Path,
    media: Settings["media"],
): ServedObjects | undefined {
    const { kind, name } = parseUse(to);
    if (kind === "bucket") return { bucket: name, folder, cacheSeconds };
    if (kind !== "media") return undefined;
    const { bucket, prefix, cacheSeconds: longest } = valueOf(media, name);
    return { bucket, folder: prefix, cacheSeconds: longest };
}

/** The readers of all buckets: the sites whose paths lead there, and media. */
export function createReaders({ sites, media }: Pick<Settings, "sites" | "media">) {
    const ids = [
        ...Object.keys(sites).map((name) => `site/${name}`),
        ...Object.keys(media).map((name) => `media/${name}`),
    ];
    const distributions = Object.fromEntries(ids.map((id) => [id, pulumi.deferredOutput<string>()] as const));
    const arnOf = (id: string): pulumi.Output<string> => valueOf(distributions, id)[0];
    return {
        /** Statements of a bucket's policy. */
        statementsOf:
            (bucket: string) =>
            (bucketArn: pulumi.Output<string>): Statement[] => [
                ...Object.entries(sites).flatMap(([site, { paths }]) => {
                    const read = Object.entries(paths).flatMap(([pattern, path]) => {
                        const objects = objectsOf(path, media);
                        const { stripPrefix } = path;
                        return objects?.bucket === bucket
                            ? [{ pattern, stripPrefix, folder: objects.folder }]
                            : [];
                    });
                    return read.length === 0
                        ? []
                        : [readableAt(site, arnOf(`site/${site}`), read, bucketArn)];
                }),
                ...Object.entries(media).flatMap(([name, served]) =>
                    served.bucket === bucket
                        ? servedTo(arnOf(`media/${name}`), bucketArn, served.prefix)
                        : [],
                ),
            ],
        /** Says which distribution a site or media has. */
        tell: (id: string, distributionArn: pulumi.Output<string>): void => {
            valueOf(distributions, id)[1](distributionArn);
        },
    };
}
