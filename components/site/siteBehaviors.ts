import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import { slug } from "../../model/names";
import { CACHING_DISABLED, CACHING_OPTIMIZED } from "../support/cloudFront";

/** How files of a type, or below a path, are treated. */
export interface SiteBehavior {
    /** Seconds that CloudFront keeps a file at most. @default as long as the file itself says */
    readonly cacheSeconds?: number | undefined;
    /** Whether files are sent compressed. @default true */
    readonly compress?: boolean;
}

type Behavior = aws.types.input.cloudfront.DistributionDefaultCacheBehavior;
type OrderedBehavior = aws.types.input.cloudfront.DistributionOrderedCacheBehavior;

/** Settings that all behaviors of a site share. */
interface Shared {
    readonly targetOriginId: string;
    readonly responseHeadersPolicyId: pulumi.Input<string>;
    /** Function that every request passes first. */
    readonly functionArn: pulumi.Input<string>;
}

/** How everything is treated that no other behavior is for. */
export function defaultBehavior({ functionArn, ...shared }: Shared): Behavior {
    return {
        ...shared,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
        cachedMethods: ["GET", "HEAD"],
        compress: true,
        cachePolicyId: CACHING_OPTIMIZED,
        functionAssociations: [{ eventType: "viewer-request", functionArn }],
    };
}

/** Behaviors by path pattern, in their order: the first that fits a path counts. */
export function orderedBehaviors(
    name: string,
    behaviors: Readonly<Record<string, SiteBehavior>>,
    shared: Shared,
    options: pulumi.CustomResourceOptions,
): OrderedBehavior[] {
    return Object.entries(behaviors).map(([pathPattern, { cacheSeconds, compress = true }]) => ({
        ...defaultBehavior(shared),
        pathPattern,
        compress,
        cachePolicyId:
            cacheSeconds === undefined
                ? CACHING_OPTIMIZED
                : cacheSeconds === 0
                  ? CACHING_DISABLED
                  : cachePolicy(`${name}-${slug(pathPattern)}`, cacheSeconds, compress, options).id,
    }));
}

/**
 * Never longer than a file's own header: a release changes the origin path, which is no part of CloudFront's cache
 * key, so that old pages, and files without a hash in their names, would be served for so long after it.
 */
export function cachePolicy(
    name: string,
    seconds: number,
    compressed: boolean,
    options: pulumi.CustomResourceOptions,
): cloudfront.CachePolicy {
    return new cloudfront.CachePolicy(
        name,
        {
            minTtl: 0,
            defaultTtl: seconds,
            maxTtl: seconds,
            parametersInCacheKeyAndForwardedToOrigin: {
                enableAcceptEncodingBrotli: compressed,
                enableAcceptEncodingGzip: compressed,
                cookiesConfig: { cookieBehavior: "none" },
                headersConfig: { headerBehavior: "none" },
                queryStringsConfig: { queryStringBehavior: "none" },
            },
        },
        options,
    );
}
