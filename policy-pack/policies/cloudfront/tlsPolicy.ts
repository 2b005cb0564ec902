import { resourceRule } from "../../core/rule";

export const cloudFrontTlsPolicy = resourceRule({
    name: "cloudfront-tls-policy",
    title: "Viewers use TLS 1.2 or newer",
    description: "Older protocols and ciphers have known attacks.",
    severity: "medium",
    catalogues: { fsbp: ["CloudFront.15"], checkov: ["CKV_AWS_174"], cdkNag: ["AwsSolutions-CFR4"] },
    remediation: "Set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021 or newer.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-15",
    settings: {
        policies: {
            type: "array",
            items: { type: "string" },
            default: ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"],
            description: "Allowed security policies.",
        },
    },
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution, settings) {
        // CloudFront's own certificate has no policy that could be chosen.
        const isOwn = distribution.boolean("viewerCertificate.cloudfrontDefaultCertificate", false);
        if (isOwn !== false) return;
        const policy = distribution.string("viewerCertificate.minimumProtocolVersion", "");
        if (policy !== undefined && !settings.strings("policies").includes(policy)) {
            distribution.fail("viewerCertificate.minimumProtocolVersion", "is not an allowed policy");
        }
    },
});
