import { resourceRule } from "../../core/rule";

export const cloudFrontOriginHttps = resourceRule({
    name: "cloudfront-origin-https",
    title: "Distributions call origins over HTTPS only",
    description: "Over HTTP, encrypted requests of viewers continue to the origin in plain text.",
    severity: "high",
    catalogues: { checkov: ["CKV2_AWS_72"], fsbp: ["CloudFront.9"], cdkNag: ["AwsSolutions-CFR5"] },
    remediation: "Set customOriginConfig.originProtocolPolicy to https-only.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        for (const origin of distribution.items("origins")) {
            if (!origin.isSet("customOriginConfig")) continue;
            const policy = origin.word("customOriginConfig.originProtocolPolicy", "");
            if (policy !== undefined && policy !== "https-only") {
                origin.fail("customOriginConfig.originProtocolPolicy", "allows HTTP");
            }
        }
    },
});
