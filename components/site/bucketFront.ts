/** What every distribution in front of a private bucket has. */
import type * as aws from "@pulumi/aws";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";

import type { Countries } from "../edge";
import { viewerCertificate } from "../support/dns";

/** Arguments of a distribution that do not depend on what it serves. */
export interface BucketFrontArgs {
    /** Regional domain name of the bucket. */
    readonly origin: pulumi.Input<string>;
    /** Host names; with none it has CloudFront's own. */
    readonly aliases: readonly string[];
    /** ARN of a certificate in us-east-1 for them. */
    readonly certificateArn?: pulumi.Input<string> | undefined;
    /** Countries of visitors. @default all */
    readonly countries?: Countries | undefined;
    /** ARN of a web ACL for CloudFront that every request passes. */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    readonly priceClass: string;
}

/** Id of the origin that is the bucket. */
export const BUCKET_ORIGIN = "bucket";

/** Seconds that CloudFront keeps an error: what was missing may be there soon. */
export const ERROR_SECONDS = 10;

/** Signs CloudFront's requests to the bucket. */
export function originAccess(
    name: string,
    description: string,
    options: pulumi.CustomResourceOptions,
): cloudfront.OriginAccessControl {
    const signing = { signingBehavior: "always", signingProtocol: "sigv4" };
    return new cloudfront.OriginAccessControl(
        name,
        { description, originAccessControlOriginType: "s3", ...signing },
        options,
    );
}

/** The settings that such distributions share. */
export function bucketFront(name: string, args: BucketFrontArgs) {
    return {
        enabled: true,
        isIpv6Enabled: true,
        httpVersion: "http2and3",
        priceClass: args.priceClass,
        // Without it, / would be the list of the bucket.
        defaultRootObject: "index.html",
        ...(args.aliases.length === 0 ? {} : { aliases: [...args.aliases] }),
        ...(args.webAclArn === undefined ? {} : { webAclId: args.webAclArn }),
        restrictions: { geoRestriction: geoRestriction(args.countries) },
        viewerCertificate: viewerCertificate(args.certificateArn),
        // The edge takes minutes to follow; nothing else depends on it.
        waitForDeployment: false,
        tags: { Name: name },
    };
}

/** The restriction that lets visitors of some countries in, or keeps them out. */
function geoRestriction(
    countries: Countries | undefined,
): aws.types.input.cloudfront.DistributionRestrictionsGeoRestriction {
    if (countries === undefined) return { restrictionType: "none" };
    return "allow" in countries
        ? { restrictionType: "whitelist", locations: [...countries.allow] }
        : { restrictionType: "blacklist", locations: [...countries.block] };
}
