import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import type { Countries } from "../edge";
import { viewerCertificate } from "../support/dns";
import { defaultBehavior, orderedBehaviors, type SiteBehavior } from "./siteBehaviors";

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
            ],
            defaultCacheBehavior: defaultBehavior(shared),
            orderedCacheBehaviors: orderedBehaviors(name, args.behaviors, shared, options),
            customErrorResponses: errorResponses(args.errorPages),
            restrictions: { geoRestriction: geoRestriction(args.countries) },
            viewerCertificate: viewerCertificate(args.certificateArn),
            // The edge takes minutes to follow; nothing else depends on it.
            waitForDeployment: false,
            tags: { Name: name },
        },
        options,
    );
}

function errorResponses(
    pages: DistributionArgs["errorPages"],
): aws.types.input.cloudfront.DistributionCustomErrorResponse[] {
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
