import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

import { pathFunctionCode, prefixOf } from "../../model/sitePaths";
import { once } from "../support/values";
import { strictTransport } from "./siteHeaders";
import type { PathParts, SitePath } from "./sitePaths";

/** Arguments of {@link createPathParts}. */
export interface PathPartsArgs {
    readonly paths: Readonly<Record<string, SitePath>>;
    /** Host name of the site; undefined if CloudFront's own. */
    readonly host: string | undefined;
    /** Hosts that lead to it. */
    readonly redirectHosts: readonly string[];
    /** SHA-256 of the `Authorization` header that lets people in; undefined if everybody may. */
    readonly authorization: pulumi.Output<string> | undefined;
}

/** Header policies and functions of the paths that lead elsewhere, each made for the first that needs it. */
export function createPathParts(
    name: string,
    { paths, authorization, ...args }: PathPartsArgs,
    options: pulumi.CustomResourceOptions,
): (kind: SitePath["to"]["kind"]) => PathParts {
    const makeFunction = (kind: SitePath["to"]["kind"], guard: pulumi.Output<string> | undefined) => {
        const prefixes = Object.entries(paths).flatMap(([pattern, { to, stripPrefix }]) => {
            const prefix = to.kind === kind && stripPrefix ? prefixOf(pattern) : undefined;
            return prefix === undefined ? [] : [prefix];
        });
        if (guard === undefined && args.redirectHosts.length === 0 && prefixes.length === 0) return undefined;
        return new cloudfront.Function(
            `${name}-${NAMES[kind]}`,
            {
                comment: `Requests to ${NAMES[kind]} below site ${name}`,
                runtime: "cloudfront-js-2.0",
                publish: true,
                code: pulumi
                    .output(guard)
                    .apply((hash) => pathFunctionCode({ ...args, prefixes, authorization: hash })),
            },
            options,
        ).arn;
    };
    const parts = {
        // Their callers have an Authorization header of their own, of which a request has one.
        http: once(() => ({
            responseHeadersPolicyId: answerHeaders(`${name}-${NAMES.http}`, options).id,
            functionArn: makeFunction("http", undefined),
        })),
        bucket: once(() => ({
            responseHeadersPolicyId: objectHeaders(`${name}-${NAMES.bucket}`, options).id,
            functionArn: makeFunction("bucket", authorization),
        })),
    };
    return (kind) => parts[kind]();
}

const NAMES = { http: "backends", bucket: "objects" } as const;

/** What a service or an API says itself stays, but what the site promises of its host: browsers take the last promise. */
function answerHeaders(
    name: string,
    options: pulumi.CustomResourceOptions,
): cloudfront.ResponseHeadersPolicy {
    return new cloudfront.ResponseHeadersPolicy(
        name,
        {
            securityHeadersConfig: {
                strictTransportSecurity: strictTransport,
                contentTypeOptions: { override: true },
                frameOptions: { frameOption: "SAMEORIGIN", override: false },
                referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
            },
        },
        options,
    );
}

/** Objects come from whoever may write to the bucket: on the site's own origin, no page among them may run a script. */
const NO_SCRIPTS = [
    "default-src 'none'",
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
].join("; ");

function objectHeaders(
    name: string,
    options: pulumi.CustomResourceOptions,
): cloudfront.ResponseHeadersPolicy {
    const override = true;
    return new cloudfront.ResponseHeadersPolicy(
        name,
        {
            securityHeadersConfig: {
                strictTransportSecurity: strictTransport,
                contentTypeOptions: { override },
                frameOptions: { frameOption: "SAMEORIGIN", override },
                referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override },
                contentSecurityPolicy: { contentSecurityPolicy: NO_SCRIPTS, override },
            },
        },
        options,
    );
}
