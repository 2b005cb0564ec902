import { resourceRule } from "../../core/rule";

export const cloudFrontFirewall = resourceRule({
    name: "cloudfront-firewall",
    title: "Distributions have a web ACL",
    description: "A web application firewall stops known attacks and floods before they reach the origin.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["CloudFront.6"], checkov: ["CKV_AWS_68"], cdkNag: ["AwsSolutions-CFR2"] },
    remediation: "Set webAclId to the ARN of a web ACL whose scope is CLOUDFRONT.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        if (!distribution.isSet("webAclId")) distribution.fail("webAclId", "is not set");
    },
});
