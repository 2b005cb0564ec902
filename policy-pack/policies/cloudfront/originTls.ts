import { resourceRule } from "../../core/rule";

export const cloudFrontOriginTls = resourceRule({
    name: "cloudfront-origin-tls",
    title: "Distributions call origins with TLS 1.2",
    description: "SSL 3, TLS 1.0 and TLS 1.1 have known attacks.",
    severity: "medium",
    catalogues: { checkov: ["CKV2_AWS_54"], fsbp: ["CloudFront.10"], cdkNag: ["AwsSolutions-CFR5"] },
    remediation: "Set customOriginConfig.originSslProtocols to [TLSv1.2].",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-10",
    settings: {
        protocols: {
            type: "array",
            items: { type: "string" },
            default: ["TLSv1.2"],
            description: "Allowed protocols.",
        },
    },
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution, settings) {
        const allowed = settings.strings("protocols");
        for (const origin of distribution.items("origins")) {
            if (!origin.isSet("customOriginConfig")) continue;
            const protocols = origin.strings("customOriginConfig.originSslProtocols");
            if (protocols.some((protocol) => !allowed.includes(protocol))) {
                origin.fail("customOriginConfig.originSslProtocols", "has a protocol that is not allowed");
            }
        }
    },
});
