import { resourceRule } from "../../core/rule";

const CERTIFICATES = ["viewerCertificate.acmCertificateArn", "viewerCertificate.iamCertificateId"];

export const cloudFrontOwnCertificate = resourceRule({
    name: "cloudfront-own-certificate",
    title: "Distributions have a custom certificate",
    description:
        "The default certificate of CloudFront allows TLS 1.0 and covers only the cloudfront.net name.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["CloudFront.7"], checkov: ["CKV2_AWS_42"] },
    remediation: "Set viewerCertificate.acmCertificateArn and aliases.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-7",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        if (!CERTIFICATES.some((path) => distribution.isSet(path))) {
            distribution.fail("viewerCertificate", "has no certificate but CloudFront's own");
        }
    },
});
