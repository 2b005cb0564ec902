import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import type { Countries } from "../edge";
import { CACHING_OPTIMIZED, cachePolicy, geoRestriction } from "../site";
import { viewerCertificate } from "../support/dns";

/** Arguments of {@link createMediaDistribution}. */
interface MediaDistributionArgs {
    /** Regional domain name of the bucket. */
    readonly origin: pulumi.Input<string>;
    /** Path of the bucket's prefix, such as `/films`. @default the whole bucket */
    readonly originPath?: string | undefined;
    /** Host names; with none it has CloudFront's own. */
    readonly aliases: readonly string[];
    /** ARN of a certificate in us-east-1 for them. */
    readonly certificateArn?: pulumi.Input<string> | undefined;
    /** Key group whose keys sign. @default requests need no signature */
    readonly keyGroupId?: pulumi.Input<string> | undefined;
    /** Path patterns that need no signature. */
    readonly open: readonly string[];
    /** Seconds that CloudFront keeps an object at most. @default as each object says */
    readonly cacheSeconds?: number | undefined;
    readonly responseHeadersPolicyId: pulumi.Input<string>;
    readonly countries?: Countries | undefined;
    /** ARN of a web ACL for CloudFront that every request passes. */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    readonly priceClass: string;
}

const ORIGIN = "bucket";

/** Seconds that CloudFront keeps an error: an object that was missing may have been uploaded since. */
const ERROR_SECONDS = 10;

/** A CloudFront distribution in front of a private bucket, which requires signatures. Ranges of an object are passed on. */
export function createMediaDistribution(
    name: string,
    args: MediaDistributionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
    const { cacheSeconds, keyGroupId } = args;
    const access = new cloudfront.OriginAccessControl(
        name,
        {
            description: `Media ${name}`,
            originAccessControlOriginType: "s3",
            signingBehavior: "always",
            signingProtocol: "sigv4",
        },
        options,
    );
    const open: aws.types.input.cloudfront.DistributionDefaultCacheBehavior = {
        targetOriginId: ORIGIN,
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
            enabled: true,
            isIpv6Enabled: true,
            httpVersion: "http2and3",
            priceClass: args.priceClass,
            // Without it, / would be the list of the bucket.
            defaultRootObject: "index.html",
            ...(args.aliases.length === 0 ? {} : { aliases: [...args.aliases] }),
            ...(args.webAclArn === undefined ? {} : { webAclId: args.webAclArn }),
            origins: [
                {
                    originId: ORIGIN,
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
            restrictions: { geoRestriction: geoRestriction(args.countries) },
            viewerCertificate: viewerCertificate(args.certificateArn),
            // The edge takes minutes to follow; nothing else depends on it.
            waitForDeployment: false,
            tags: { Name: name },
        },
        options,
    );
}
