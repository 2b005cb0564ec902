import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

/** Security headers of a site; the defaults are the strictest values that most sites work with. */
export interface SiteHeaders {
    /** Replaces the policy made of `connectSources`. @default scripts, styles and data from the site itself only */
    readonly contentSecurityPolicy?: string | undefined;
    /** `X-Frame-Options`: pages that may show the site in a frame. @default "DENY" */
    readonly frameOptions?: "DENY" | "SAMEORIGIN" | undefined;
    /** `Referrer-Policy`: how much of its address the browser sends to other sites. @default "strict-origin-when-cross-origin" */
    readonly referrerPolicy?: string | undefined;
    /** Which abilities of the browser the site may use. @default "camera=(), geolocation=(), microphone=()" */
    readonly permissionsPolicy?: string | undefined;
}

interface HeadersArgs {
    readonly headers: SiteHeaders;
    /** Origins that the site's scripts may call. */
    readonly connectSources: readonly pulumi.Input<string>[];
    /** Origins whose pictures and films the site shows. */
    readonly mediaSources: readonly pulumi.Input<string>[];
    /** Origins whose pages may read the site's files. */
    readonly corsOrigins: readonly string[];
}

/** Two years, as browsers' preload lists ask for: https://hstspreload.org */
const HSTS_SECONDS = 63072000;
const CORS_SECONDS = 3600;

/** What browsers shall remember of the site's host, whatever path they have asked for. */
export const strictTransport = {
    accessControlMaxAgeSec: HSTS_SECONDS,
    includeSubdomains: true,
    preload: true,
    override: true,
};

/** Response headers of a site; https://owasp.org/www-project-secure-headers/ */
export function createResponseHeaders(
    name: string,
    { headers, connectSources, mediaSources, corsOrigins }: HeadersArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.ResponseHeadersPolicy {
    const override = true;
    const frameOption = headers.frameOptions ?? "DENY";
    return new cloudfront.ResponseHeadersPolicy(
        name,
        {
            securityHeadersConfig: {
                strictTransportSecurity: strictTransport,
                contentTypeOptions: { override },
                frameOptions: { frameOption, override },
                referrerPolicy: {
                    referrerPolicy: headers.referrerPolicy ?? "strict-origin-when-cross-origin",
                    override,
                },
                contentSecurityPolicy: {
                    contentSecurityPolicy:
                        headers.contentSecurityPolicy ??
                        contentSecurityPolicy(connectSources, mediaSources, frameOption),
                    override,
                },
            },
            customHeadersConfig: {
                items: [
                    {
                        header: "permissions-policy",
                        value: headers.permissionsPolicy ?? "camera=(), geolocation=(), microphone=()",
                        override,
                    },
                ],
            },
            ...(corsOrigins.length === 0
                ? {}
                : {
                      corsConfig: {
                          accessControlAllowCredentials: false,
                          accessControlAllowHeaders: { items: ["*"] },
                          accessControlAllowMethods: { items: ["GET", "HEAD"] },
                          accessControlAllowOrigins: { items: [...corsOrigins] },
                          accessControlMaxAgeSec: CORS_SECONDS,
                          originOverride: true,
                      },
                  }),
        },
        options,
    );
}

function contentSecurityPolicy(
    connectSources: readonly pulumi.Input<string>[],
    mediaSources: readonly pulumi.Input<string>[],
    frameOption: "DENY" | "SAMEORIGIN",
): pulumi.Output<string> {
    return pulumi
        .all([pulumi.output([...connectSources]), pulumi.output([...mediaSources])])
        .apply(([sources, media]) =>
            [
                "default-src 'self'",
                `connect-src ${["'self'", ...sources].join(" ")}`,
                ["img-src 'self' data:", ...media].join(" "),
                ...(media.length === 0 ? [] : [["media-src 'self'", ...media].join(" ")]),
                "object-src 'none'",
                "base-uri 'self'",
                `frame-ancestors ${frameOption === "DENY" ? "'none'" : "'self'"}`,
            ].join("; "),
        );
}
