import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

import type { PublicZone } from "./dns";

/** Arguments of {@link createDistribution}. */
export interface DistributionArgs {
    /** Regional domain name of the bucket. */
    readonly origin: pulumi.Input<string>;
    /** Prefix of the release to show, such as `/releases/7f3a`. */
    readonly originPath: string;
    readonly spa: boolean;
    /** Origins that the site's scripts may call. */
    readonly connectSources: readonly pulumi.Input<string>[];
    readonly domain?: { readonly host: string; readonly zone: PublicZone } | undefined;
}

/** AWS's policy for static content; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** Two years, as browsers' preload lists ask for: https://hstspreload.org */
const HSTS_SECONDS = 63072000;

const ORIGIN = "bucket";

/** A CloudFront distribution in front of a private bucket. */
export function createDistribution(
    name: string,
    args: DistributionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
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
    const headers = createSecurityHeaders(name, args, options);
    return new cloudfront.Distribution(
        name,
        {
            enabled: true,
            isIpv6Enabled: true,
            httpVersion: "http2and3",
            priceClass: "PriceClass_100",
            defaultRootObject: "index.html",
            ...(args.domain ? { aliases: [args.domain.host] } : {}),
            origins: [
                {
                    originId: ORIGIN,
                    domainName: args.origin,
                    originPath: args.originPath,
                    originAccessControlId: access.id,
                },
            ],
            defaultCacheBehavior: {
                targetOriginId: ORIGIN,
                viewerProtocolPolicy: "redirect-to-https",
                allowedMethods: ["GET", "HEAD", "OPTIONS"],
                cachedMethods: ["GET", "HEAD"],
                compress: true,
                cachePolicyId: CACHING_OPTIMIZED,
                responseHeadersPolicyId: headers.id,
            },
            // A private bucket says 403 of what does not exist to who may not list it, and 404 to who may.
            customErrorResponses: args.spa ? [403, 404].map(showIndex) : [],
            restrictions: { geoRestriction: { restrictionType: "none" } },
            viewerCertificate: args.domain
                ? {
                      acmCertificateArn: args.domain.zone.cloudFrontCertificateArn,
                      sslSupportMethod: "sni-only",
                      minimumProtocolVersion: "TLSv1.2_2021",
                  }
                : { cloudfrontDefaultCertificate: true },
            // The edge takes minutes to follow; nothing else depends on it.
            waitForDeployment: false,
            tags: { Name: name },
        },
        options,
    );
}

function showIndex(errorCode: number): { errorCode: number; responseCode: number; responsePagePath: string } {
    return { errorCode, responseCode: 200, responsePagePath: "/index.html" };
}

/** https://owasp.org/www-project-secure-headers/ */
function createSecurityHeaders(
    name: string,
    { connectSources }: DistributionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.ResponseHeadersPolicy {
    const override = true;
    return new cloudfront.ResponseHeadersPolicy(
        name,
        {
            securityHeadersConfig: {
                strictTransportSecurity: {
                    accessControlMaxAgeSec: HSTS_SECONDS,
                    includeSubdomains: true,
                    preload: true,
                    override,
                },
                contentTypeOptions: { override },
                frameOptions: { frameOption: "DENY", override },
                referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override },
                contentSecurityPolicy: {
                    contentSecurityPolicy: contentSecurityPolicy(connectSources),
                    override,
                },
            },
            customHeadersConfig: {
                items: [
                    {
                        header: "permissions-policy",
                        value: "camera=(), geolocation=(), microphone=()",
                        override,
                    },
                ],
            },
        },
        options,
    );
}

function contentSecurityPolicy(connectSources: readonly pulumi.Input<string>[]): pulumi.Output<string> {
    return pulumi
        .output([...connectSources])
        .apply((sources) =>
            [
                "default-src 'self'",
                `connect-src ${["'self'", ...sources].join(" ")}`,
                "img-src 'self' data:",
                "object-src 'none'",
                "base-uri 'self'",
                "frame-ancestors 'none'",
            ].join("; "),
        );
}
