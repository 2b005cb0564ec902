import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

import { slug } from "../../model/names";
import { mostExactFirst, PREFIX_HEADER, prefixOf } from "../../model/sitePaths";
import {
    ALL_METHODS,
    ALL_VIEWER_EXCEPT_HOST,
    CACHING_DISABLED,
    CACHING_OPTIMIZED,
    httpsOrigin,
} from "../support/cloudFront";
import { type Statement, throughDistribution } from "../support/iam";
import type { HttpOrigin } from "../support/originSecret";

/** Where the requests of a path pattern go. */
export interface SitePath {
    readonly to: HttpTarget | BucketTarget;
    /** Whether the target sees the paths without what stands before `/*`. @default false */
    readonly stripPrefix?: boolean;
    /** Ids of CloudFront key groups: a request must be signed with a key of one. @default anyone may ask */
    readonly keyGroups?: readonly pulumi.Input<string>[];
}

/** An API or a service: every method, nothing is cached, and it gets cookies, queries and all headers but the host. */
export interface HttpTarget {
    readonly kind: "http";
    /** Id of the origin, such as `api/shop`. */
    readonly id: string;
    readonly origin: HttpOrigin;
    /** Seconds that CloudFront waits for an answer, 1 to 60. */
    readonly readSeconds: number;
}

/** Objects of a private bucket: to read, and cached. */
export interface BucketTarget {
    readonly kind: "bucket";
    /** Id of the origin, such as `bucket/uploads`. */
    readonly id: string;
    readonly bucket: { readonly regionalDomainName: pulumi.Input<string> };
    /** Folder of the bucket, without slashes around it. @default the whole bucket */
    readonly folder?: string | undefined;
    /** Seconds that CloudFront keeps an object at most. @default as the object says, which is a day if it says nothing */
    readonly cacheSeconds?: number | undefined;
}

/** What the behaviors of a kind of target share. */
export interface PathParts {
    /** Policy of headers for its answers. */
    readonly responseHeadersPolicyId: pulumi.Input<string>;
    /** Function that its requests pass first; undefined if they need none. */
    readonly functionArn: pulumi.Input<string> | undefined;
}

type Behavior = aws.types.input.cloudfront.DistributionOrderedCacheBehavior;
type Origin = aws.types.input.cloudfront.DistributionOrigin;

/** The origins of the paths, each once. */
export function pathOrigins(
    paths: Readonly<Record<string, SitePath>>,
    accessId: pulumi.Input<string>,
): Origin[] {
    const origins = Object.values(paths).map(({ to }): Origin => {
        if (to.kind === "bucket") {
            return {
                originId: originId(to),
                domainName: to.bucket.regionalDomainName,
                ...(to.folder === undefined ? {} : { originPath: `/${to.folder}` }),
                originAccessControlId: accessId,
            };
        }
        return httpsOrigin(
            originId(to),
            to.origin.domainName,
            Object.entries(to.origin.headers),
            to.readSeconds,
        );
    });
    return [...new Map(origins.map((origin) => [origin.originId, origin])).values()];
}

function originId(to: SitePath["to"]): string {
    return to.kind === "bucket" && to.folder !== undefined ? `${to.id}/${to.folder}` : to.id;
}

/** The behaviors of the paths, the most exact first. */
export function pathBehaviors(
    name: string,
    paths: Readonly<Record<string, SitePath>>,
    partsOf: (kind: SitePath["to"]["kind"]) => PathParts,
    options: pulumi.CustomResourceOptions,
): Behavior[] {
    return mostExactFirst(Object.keys(paths)).flatMap((pathPattern) => {
        const path = paths[pathPattern];
        if (path === undefined) return [];
        const { to, keyGroups = [] } = path;
        const { responseHeadersPolicyId, functionArn } = partsOf(to.kind);
        return [
            {
                pathPattern,
                targetOriginId: originId(to),
                viewerProtocolPolicy: "redirect-to-https",
                cachedMethods: ["GET", "HEAD"],
                compress: true,
                responseHeadersPolicyId,
                ...(functionArn === undefined
                    ? {}
                    : { functionAssociations: [{ eventType: "viewer-request", functionArn }] }),
                ...(keyGroups.length === 0 ? {} : { trustedKeyGroups: [...keyGroups] }),
                ...(to.kind === "http"
                    ? {
                          allowedMethods: ALL_METHODS,
                          cachePolicyId: CACHING_DISABLED,
                          originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
                      }
                    : {
                          allowedMethods: ["GET", "HEAD"],
                          cachePolicyId: cachePolicyId(
                              `${name}-paths-${slug(pathPattern)}`,
                              to,
                              path,
                              options,
                          ),
                      }),
            },
        ];
    });
}

/** Where visitors find what is at the paths: `https://shop.example.com/api` of `/api/*`. */
export function pathAddresses(
    paths: Readonly<Record<string, SitePath>>,
    site: pulumi.Output<string>,
): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
        Object.keys(paths).map((pattern) => [
            pattern,
            pulumi.interpolate`${site}${prefixOf(pattern) ?? pattern}`,
        ]),
    );
}

/** What CloudFront does without a word from the object: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html#managed-cache-caching-optimized */
const DAY = 86_400;
const YEAR = 31_536_000;

/**
 * Of a path without its prefix the key has the prefix: CloudFront makes it of what the function leaves of the path, and
 * `/media/index.html` must not become `/index.html` of the site.
 */
function cachePolicyId(
    name: string,
    { cacheSeconds }: BucketTarget,
    { stripPrefix = false }: SitePath,
    options: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
    if (cacheSeconds === 0) return CACHING_DISABLED;
    if (cacheSeconds === undefined && !stripPrefix) return CACHING_OPTIMIZED;
    return new cloudfront.CachePolicy(
        name,
        {
            comment: `Objects at a path: ${name}`,
            minTtl: 0,
            defaultTtl: cacheSeconds ?? DAY,
            maxTtl: cacheSeconds ?? YEAR,
            parametersInCacheKeyAndForwardedToOrigin: {
                enableAcceptEncodingBrotli: true,
                enableAcceptEncodingGzip: true,
                cookiesConfig: { cookieBehavior: "none" },
                headersConfig: stripPrefix
                    ? { headerBehavior: "whitelist", headers: { items: [PREFIX_HEADER] } }
                    : { headerBehavior: "none" },
                queryStringsConfig: { queryStringBehavior: "none" },
            },
        },
        options,
    ).id;
}

/** A path of a site that leads to a bucket, for the bucket's policy. */
export interface ReadPath {
    readonly pattern: string;
    readonly stripPrefix: boolean;
    readonly folder?: string | undefined;
}

/**
 * The distribution of a site may read what its paths lead to. It may not list: CloudFront would show the list to those who ask
 * for the path of the bucket itself, so that a missing object is a 403.
 */
export function readableAt(
    site: string,
    distributionArn: pulumi.Input<string>,
    paths: readonly ReadPath[],
    bucketArn: pulumi.Output<string>,
): Statement {
    return {
        sid: `Site${site.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())}`,
        actions: ["s3:GetObject"],
        resources: paths.map((path) => pulumi.interpolate`${bucketArn}${keysOf(path)}`),
        ...throughDistribution(distributionArn),
    };
}

/** Patterns of CloudFront and of IAM have the same wildcards. */
function keysOf({ pattern, stripPrefix, folder }: ReadPath): string {
    return `${folder === undefined ? "" : `/${folder}`}${stripPrefix ? "/*" : pattern}`;
}
