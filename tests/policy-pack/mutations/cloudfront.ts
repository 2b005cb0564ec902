import type { Mutation } from "./mutation";

const type = "aws:cloudfront/distribution:Distribution";
const name = "shop";

/** In dev there is one distribution: that of the site. */
const site = { stack: "dev", type, name } as const;

export const cloudfront: readonly Mutation[] = [
    {
        rule: "cloudfront-access-logs",
        stack: "dev",
        type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
        remove: true,
    },
    { rule: "cloudfront-firewall", stack: "staging", type, set: { webAclId: undefined } },
    {
        rule: "cloudfront-hsts",
        type: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
        set: { "securityHeadersConfig.strictTransportSecurity": undefined },
    },
    {
        rule: "cloudfront-origin-access-control",
        ...site,
        set: { "origins.0.originAccessControlId": undefined },
    },
    {
        rule: "cloudfront-origin-failover",
        type,
        own: [
            {
                type,
                name: "elsewhere",
                props: {
                    defaultRootObject: "index.html",
                    webAclId: "arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/b",
                    loggingConfig: { bucket: "logs.s3.amazonaws.com" },
                    origins: [{ originId: "a", originAccessControlId: "E1" }],
                    originGroups: [{ originId: "both", members: [{ originId: "a" }, { originId: "b" }] }],
                    defaultCacheBehavior: {
                        viewerProtocolPolicy: "https-only",
                        responseHeadersPolicyId: "p",
                    },
                    viewerCertificate: {
                        acmCertificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/c",
                        sslSupportMethod: "sni-only",
                        minimumProtocolVersion: "TLSv1.2_2021",
                    },
                },
            },
        ],
        name: "elsewhere",
        set: { originGroups: [] },
    },
    {
        rule: "cloudfront-origin-https",
        type,
        name,
        set: { "origins.0.customOriginConfig": { originProtocolPolicy: "match-viewer" } },
    },
    {
        rule: "cloudfront-origin-tls",
        type,
        name,
        set: {
            "origins.0.customOriginConfig": {
                originProtocolPolicy: "https-only",
                originSslProtocols: ["TLSv1", "TLSv1.2"],
            },
        },
    },
    {
        rule: "cloudfront-own-certificate",
        ...site,
        set: { "viewerCertificate.acmCertificateArn": undefined },
    },
    { rule: "cloudfront-root-object", ...site, set: { defaultRootObject: undefined } },
    { rule: "cloudfront-sni", ...site, set: { "viewerCertificate.sslSupportMethod": "vip" } },
    {
        rule: "cloudfront-tls-policy",
        ...site,
        set: { "viewerCertificate.minimumProtocolVersion": "TLSv1.1_2016" },
    },
    {
        rule: "cloudfront-viewer-https",
        ...site,
        set: { "defaultCacheBehavior.viewerProtocolPolicy": "allow-all" },
    },
];
