import { resourceRule } from "../../core/rule";
import { bucketOrigins } from "./origins";

export const cloudFrontOriginAccessControl = resourceRule({
    name: "cloudfront-origin-access-control",
    title: "Distributions reach buckets through origin access control",
    description:
        "Without origin access control, the bucket must be public and clients can bypass CloudFront.",
    severity: "high",
    catalogues: {
        fsbp: ["CloudFront.13"],
        checkov: ["CKV2_AWS_46"],
        cdkNag: ["AwsSolutions-CFR6", "AwsSolutions-CFR7"],
    },
    remediation: "Set originAccessControlId of the origin (an origin access identity is its predecessor).",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        for (const origin of bucketOrigins(distribution)) {
            if (!origin.isSet("originAccessControlId")) origin.fail("originAccessControlId", "is not set");
        }
    },
});
