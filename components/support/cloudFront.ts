/** What CloudFront's distributions in front of APIs and services share. */
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** AWS's policies; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
export const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
export const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/** AWS's policy; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
export const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

export const ALL_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/** Statuses that CloudFront keeps for ten seconds unless told otherwise; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html */
const KEPT_ERRORS = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** An error of an API or a service is an answer to one caller, and may be another the next time: none is kept. */
export function unkeptErrors(): aws.types.input.cloudfront.DistributionCustomErrorResponse[] {
    return KEPT_ERRORS.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 }));
}

/**
 * An origin that CloudFront calls by HTTPS alone.
 *
 * @param headers which CloudFront adds to each request, by name
 * @param seconds that it waits for an answer, 1 to 60
 */
export function httpsOrigin(
    originId: string,
    domainName: pulumi.Input<string>,
    headers: readonly (readonly [name: string, value: pulumi.Input<string>])[],
    seconds: number,
): aws.types.input.cloudfront.DistributionOrigin {
    return {
        originId,
        domainName,
        customHeaders: headers.map(([name, value]) => ({ name, value })),
        customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["TLSv1.2"],
            originReadTimeout: seconds,
        },
    };
}
