import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import type { Countries } from "../edge";
import { viewerCertificate } from "../support/dns";
import { defaultBehavior, orderedBehaviors, type SiteBehavior } from "./siteBehaviors";
import { pathBehaviors, pathOrigins, type PathParts, type SitePath } from "./sitePaths";

/** Arguments of {@link createDistribution}. */
export interface DistributionArgs {
    /** Regional domain name of the bucket. */
    readonly origin: pulumi.Input<string>;
    /** Prefix of the release to show, such as `/releases/7f3a`. */
    readonly originPath: pulumi.Input<string>;
    /** Host names; with none it has CloudFront's own. */
    readonly aliases: readonly string[];
    /** ARN of a certificate in us-east-1 for them. */
    readonly certificateArn?: pulumi.Input<string> | undefined;
    readonly functionArn: pulumi.Input<string>;
    readonly responseHeadersPolicyId: pulumi.Input<string>;
    readonly behaviors: Readonly<Record<string, SiteBehavior>>;
    /** Paths that lead elsewhere, by pattern. */
    readonly paths: Readonly<Record<string, SitePath>>;
    /** What the paths of a kind of target share. */
    readonly pathParts: (kind: SitePath["to"]["kind"]) => PathParts;
    /** Pages for errors by status. */
    readonly errorPages: Readonly<Partial<Record<string, string>>>;
    readonly countries?: Countries | undefined;
    /** ARN of a web ACL for CloudFront that every request passes. */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    readonly priceClass: string;
}

const ORIGIN = "bucket";

/** Seconds that CloudFront keeps an error: a file that was missing may come with the next release. */
const ERROR_SECONDS = 10;

/** A CloudFront distribution in front of a private bucket. */
export function createDistribution(
    name: string,
    args: DistributionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
    const { functionArn, responseHeadersPolicyId } = args;
    const access = new cloudfront.OriginAccessControl(
        name,
        {
            description: `Site ${name}`,
            originAccessControlOriginType: "s3",
            signingBehavior: "always",
            signingProtocol: "sigv4",
        },
        options,
    );
    const shared = { targetOriginId: ORIGIN, functionArn, responseHeadersPolicyId };
    return new cloudfront.Distribution(
        name,
        {
            enabled: true,
            isIpv6Enabled: true,
            httpVersion: "http2and3",
            priceClass: args.priceClass,
            defaultRootObject: "index.html",
            ...(args.aliases.length === 0 ? {} : { aliases: [...args.aliases] }),
            ...(args.webAclArn === undefined ? {} : { webAclId: args.webAclArn }),
            origins: [
                {
                    originId: ORIGIN,
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
            restrictions: { geoRestriction: geoRestriction(args.countries) },
            viewerCertificate: viewerCertificate(args.certificateArn),
            // The edge takes minutes to follow; nothing else depends on it.
            waitForDeployment: false,
            tags: { Name: name },
        },
        options,
    );
}

/**
 * Errors that CloudFront keeps for 10 seconds even where nothing is cached, for all callers alike:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const KEPT_ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** An error of an API or a service is an answer to one caller, and may be another the next time. */
function errorResponses({
    errorPages: pages,
    paths,
}: Pick<
    DistributionArgs,
    "errorPages" | "paths"
>): aws.types.input.cloudfront.DistributionCustomErrorResponse[] {
    if (Object.values(paths).some(({ to }) => to.kind === "http"))
        return KEPT_ERRORS.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 }));
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

/** The restriction that lets visitors of some countries in, or keeps them out. */
export function geoRestriction(
    countries: Countries | undefined,
): aws.types.input.cloudfront.DistributionRestrictionsGeoRestriction {
    if (countries === undefined) return { restrictionType: "none" };
    return "allow" in countries
        ? { restrictionType: "whitelist", locations: [...countries.allow] }
        : { restrictionType: "blacklist", locations: [...countries.block] };
}
