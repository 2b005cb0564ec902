import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import { unkeptErrors } from "../support/cloudFront";
import { BUCKET_ORIGIN, bucketFront, type BucketFrontArgs, ERROR_SECONDS, originAccess } from "./bucketFront";
import { defaultBehavior, orderedBehaviors, type SiteBehavior } from "./siteBehaviors";
import { pathBehaviors, pathOrigins, type PathParts, type SitePath } from "./sitePaths";

/** Arguments of {@link createDistribution}. */
export interface DistributionArgs extends BucketFrontArgs {
    /** Prefix of the release to show, such as `/releases/7f3a`. */
    readonly originPath: pulumi.Input<string>;
    readonly functionArn: pulumi.Input<string>;
    readonly responseHeadersPolicyId: pulumi.Input<string>;
    readonly behaviors: Readonly<Record<string, SiteBehavior>>;
    /** Paths that lead elsewhere, by pattern. */
    readonly paths: Readonly<Record<string, SitePath>>;
    /** What the paths of a kind of target share. */
    readonly pathParts: (kind: SitePath["to"]["kind"]) => PathParts;
    /** Pages for errors by status. */
    readonly errorPages: Readonly<Partial<Record<string, string>>>;
}

/** A CloudFront distribution in front of a private bucket. */
export function createDistribution(
    name: string,
    args: DistributionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
    const { functionArn, responseHeadersPolicyId } = args;
    const access = originAccess(name, `Site ${name}`, options);
    const shared = { targetOriginId: BUCKET_ORIGIN, functionArn, responseHeadersPolicyId };
    return new cloudfront.Distribution(
        name,
        {
            ...bucketFront(name, args),
            origins: [
                {
                    originId: BUCKET_ORIGIN,
                    domainName: args.origin,
                    originPath: args.originPath,
                    originAccessControlId: access.id,
                },
                ...pathOrigins(args.paths, access.id),
            ],
            defaultCacheBehavior: defaultBehavior(shared),
            orderedCacheBehaviors: [
                ...pathBehaviors(name, args.paths, args.pathParts, options),
                ...orderedBehaviors(name, args.behaviors, shared, options),
            ],
            customErrorResponses: errorResponses(args),
        },
        options,
    );
}

function errorResponses({
    errorPages: pages,
    paths,
}: Pick<
    DistributionArgs,
    "errorPages" | "paths"
>): aws.types.input.cloudfront.DistributionCustomErrorResponse[] {
    if (Object.values(paths).some(({ to }) => to.kind === "http")) return unkeptErrors();
    return Object.entries(pages).flatMap(([status, responsePagePath]) =>
        responsePagePath === undefined
            ? []
            : [
                  {
                      errorCode: Number(status),
                      responseCode: Number(status),
                      responsePagePath,
                      errorCachingMinTtl: ERROR_SECONDS,
                  },
              ],
    );
}
