import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import { strictTransport } from "../site";

const CORS_SECONDS = 3600;

/**
 * Response headers of files that pages of others show: no script runs in what people have uploaded, wherever it is opened.
 *
 * @param corsOrigins origins whose pages may read files, with the cookies that sign their requests
 */
export function createMediaHeaders(
    name: string,
    corsOrigins: readonly string[],
    options: pulumi.CustomResourceOptions,
): cloudfront.ResponseHeadersPolicy {
    const override = true;
    return new cloudfront.ResponseHeadersPolicy(
        name,
        {
            securityHeadersConfig: {
                strictTransportSecurity: strictTransport,
                contentTypeOptions: { override },
                referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override },
                contentSecurityPolicy: {
                    contentSecurityPolicy: "script-src 'none'; base-uri 'none'; form-action 'none'",
                    override,
                },
            },
            ...(corsOrigins.length === 0
                ? {}
                : {
                      corsConfig: {
                          // Signed cookies; with them CloudFront takes no * in any list.
                          accessControlAllowCredentials: true,
                          accessControlAllowHeaders: { items: ["Range", "If-Range"] },
                          accessControlAllowMethods: { items: ["GET", "HEAD"] },
                          accessControlAllowOrigins: { items: [...corsOrigins] },
                          accessControlExposeHeaders: {
                              items: ["Accept-Ranges", "Content-Length", "Content-Range", "ETag"],
                          },
                          accessControlMaxAgeSec: CORS_SECONDS,
                          originOverride: true,
                      },
                  }),
        },
        options,
    );
}
