import type * as pulumi from "@pulumi/pulumi";

/**
 * Where CloudFront, its firewall, their metrics and their certificates are, wherever the stack is.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html
 */
export const EDGE_REGION = "us-east-1";

/** Services with a `region` argument; types of global services refuse one. */
const REGIONAL = [
    "aws:accessanalyzer/",
    "aws:cloudwatch/",
    "aws:guardduty/",
    "aws:kms/",
    "aws:securityhub/",
    "aws:sns/",
    "aws:wafv2/",
];

/** Options that put a resource, or all that a component makes, into another region than the provider's. */
export function inRegion<T extends pulumi.ResourceOptions>(region: string, options: T): T {
    const move: pulumi.ResourceTransformation = ({ type, props, opts }) =>
        REGIONAL.some((prefix) => type.startsWith(prefix))
            ? { props: { ...(props as object), region }, opts }
            : undefined;
    return { ...options, transformations: [...(options.transformations ?? []), move] };
}
