import { resourceRule } from "../../core/rule";

export const cloudFrontSni = resourceRule({
    name: "cloudfront-sni",
    title: "Distributions select certificates by host name (SNI)",
    description: "Dedicated addresses cost 600 dollars a month, and only very old browsers need them.",
    severity: "low",
    catalogues: { fsbp: ["CloudFront.8"] },
    remediation: "Set viewerCertificate.sslSupportMethod to sni-only.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-8",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        const method = distribution.word("viewerCertificate.sslSupportMethod", "");
        if (method === "vip" || method === "static-ip") {
            distribution.fail("viewerCertificate.sslSupportMethod", "asks for addresses of its own");
        }
    },
});
