import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import {
    ALL_METHODS,
    ALL_VIEWER_EXCEPT_HOST,
    CACHING_DISABLED,
    httpsOrigin,
    unkeptErrors,
} from "../support/cloudFront";
import { aliasRecords, type PublicZone, viewerCertificate } from "../support/dns";
import { ORIGIN_HEADER } from "../support/originSecret";
import { logRequests } from "../storage";

interface ApiCdnArgs {
    /** Address of the API, as API Gateway gives it. */
    readonly apiEndpoint: pulumi.Output<string>;
    /** Header value that proves to the API that a request passed CloudFront. */
    readonly originSecret: pulumi.Input<string>;
    readonly webAclArn?: pulumi.Input<string> | undefined;
    readonly domain?: { readonly host: string; readonly zone: PublicZone } | undefined;
    readonly priceClass: string;
    /** ARN of the bucket that gets the access logs. @default none */
    readonly accessLogBucketArn?: pulumi.Output<string> | undefined;
}

/** AWS's policy, by which browsers get `Strict-Transport-Security`. */
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

const ORIGIN = "api";

/** API Gateway gives up after 30 seconds; https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const ORIGIN_SECONDS = 30;

/** A CloudFront distribution in front of an HTTP API: for the firewall, which cannot stand in front of the API. */
export function createApiCdn(
    name: string,
    { apiEndpoint, originSecret, webAclArn, domain, priceClass, accessLogBucketArn }: ApiCdnArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
    const distribution = new cloudfront.Distribution(
        name,
        {
            enabled: true,
            comment: `API ${name}`,
            isIpv6Enabled: true,
            httpVersion: "http2and3",
            priceClass,
            ...(domain ? { aliases: [domain.host] } : {}),
            ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
            origins: [
                httpsOrigin(
                    ORIGIN,
                    apiEndpoint.apply((endpoint) => new URL(endpoint).host),
                    [[ORIGIN_HEADER, originSecret]],
                    ORIGIN_SECONDS,
                ),
            ],
            // Nothing is kept, and API Gateway finds the API by the host, which is its own.
            defaultCacheBehavior: {
                targetOriginId: ORIGIN,
                viewerProtocolPolicy: "https-only",
                allowedMethods: ALL_METHODS,
                cachedMethods: ["GET", "HEAD"],
                compress: true,
                cachePolicyId: CACHING_DISABLED,
                originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
                responseHeadersPolicyId: SECURITY_HEADERS,
            },
            customErrorResponses: unkeptErrors(),
            restrictions: { geoRestriction: { restrictionType: "none" } },
            viewerCertificate: viewerCertificate(domain?.zone.cloudFrontCertificateArn),
            waitForDeployment: false,
            tags: { Name: name },
        },
        options,
    );
    if (accessLogBucketArn) {
        logRequests(name, { distributionArn: distribution.arn, bucketArn: accessLogBucketArn }, options);
    }
    if (domain) {
        const target = { name: distribution.domainName, zoneId: distribution.hostedZoneId };
        aliasRecords(name, domain.zone, domain.host, target, options, { ipv6: true });
    }
    return distribution;
}
