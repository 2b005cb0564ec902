import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import {
    BUCKET_ORIGIN,
    bucketFront,
    type BucketFrontArgs,
    cachePolicy,
    ERROR_SECONDS,
    originAccess,
} from "../site";
import { CACHING_OPTIMIZED } from "../support/cloudFront";

/** Arguments of {@link createMediaDistribution}. */
interface MediaDistributionArgs extends BucketFrontArgs {
    /** Path of the bucket's prefix, such as `/films`. @default the whole bucket */
    readonly originPath?: string | undefined;
    /** Key group whose keys sign. @default requests need no signature */
    readonly keyGroupId?: pulumi.Input<string> | undefined;
    /** Path patterns that need no signature. */
    readonly open: readonly string[];
    /** Seconds that CloudFront keeps an object at most. @default as each object says */
    readonly cacheSeconds?: number | undefined;
    readonly responseHeadersPolicyId: pulumi.Input<string>;
}

/** A CloudFront distribution in front of a private bucket, which requires signatures. Ranges of an object are passed on. */
export function createMediaDistribution(
    name: string,
    args: MediaDistributionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
    const { cacheSeconds, keyGroupId } = args;
    const access = originAccess(name, `Media ${name}`, options);
    const open: aws.types.input.cloudfront.DistributionDefaultCacheBehavior = {
        targetOriginId: BUCKET_ORIGIN,
        responseHeadersPolicyId: args.responseHeadersPolicyId,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        compress: true,
        cachePolicyId:
            cacheSeconds === undefined
                ? CACHING_OPTIMIZED
                : cachePolicy(name, cacheSeconds, true, options).id,
    };
    const signed = keyGroupId === undefined ? open : { ...open, trustedKeyGroups: [keyGroupId] };
    return new cloudfront.Distribution(
        name,
        {
            ...bucketFront(name, args),
            origins: [
                {
                    originId: BUCKET_ORIGIN,
                    domainName: args.origin,
                    ...(args.originPath === undefined ? {} : { originPath: args.originPath }),
                    originAccessControlId: access.id,
                },
            ],
            defaultCacheBehavior: signed,
            orderedCacheBehaviors: args.open.map((pathPattern) => ({ ...open, pathPattern })),
            customErrorResponses: [403, 404].map((errorCode) => ({
                errorCode,
                errorCachingMinTtl: ERROR_SECONDS,
            })),
        },
        options,
    );
}
