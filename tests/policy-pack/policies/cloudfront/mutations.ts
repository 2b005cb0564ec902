import type { Mutation } from "../../mutations/mutation";

const type = "aws:cloudfront/distribution:Distribution";

const name = "shop";

/** How CloudFront reaches an origin that is no bucket. */
const custom = {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
};

/** In the local stack there are two distributions: that of the site, and that of the media. */
const site = { stack: "local", type, name } as const;

/** In prod there are two, with the same name. */
const routed = { type, name, within: "plumbline:index:ServerlessApi" } as const;

export const cloudfront: readonly Mutation[] = [
    {
        rule: "cloudfront-access-logs",
        stack: "local",
        type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
        name,
        remove: true,
    },
    { rule: "cloudfront-firewall", ...routed, set: { webAclId: undefined } },
    {
        rule: "cloudfront-hsts",
        type: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
        name,
        set: { "securityHeadersConfig.strictTransportSecurity": undefined },
    },
    {
        rule: "cloudfront-origin-access-control",
        ...site,
        set: { "origins.0.originAccessControlId": undefined },
    },
    {
        rule: "cloudfront-trusted-signers",
        stack: "local",
        type,
        name: "invoices",
        set: { "defaultCacheBehavior.trustedSigners": ["self"] },
    },
    {
        rule: "cloudfront-origin-failover",
        type,
        own: [
            {
                type,
                name: "elsewhere",
                props: {
                    enabled: true,
                    restrictions: { geoRestriction: { restrictionType: "none" } },
                    defaultRootObject: "index.html",
                    webAclId: "arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/b",
                    loggingConfig: { bucket: "logs.s3.amazonaws.com" },
                    origins: ["a", "b"].map((originId) => ({
                        originId,
                        domainName: `${originId}.s3.amazonaws.com`,
                        originAccessControlId: "E1",
                    })),
                    originGroups: [
                        {
                            originId: "both",
                            failoverCriteria: { statusCodes: [500] },
                            members: [{ originId: "a" }, { originId: "b" }],
                        },
                    ],
                    defaultCacheBehavior: {
                        targetOriginId: "a",
                        allowedMethods: ["GET", "HEAD"],
                        cachedMethods: ["GET", "HEAD"],
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
        ...routed,
        set: { "origins.0.customOriginConfig": { ...custom, originProtocolPolicy: "match-viewer" } },
    },
    {
        rule: "cloudfront-origin-tls",
        ...routed,
        set: {
            "origins.0.customOriginConfig": {
                ...custom,
                originSslProtocols: ["TLSv1", "TLSv1.2"],
            },
        },
    },
    {
        rule: "cloudfront-own-certificate",
        ...site,
        set: { "viewerCertificate.acmCertificateArn": undefined },
    },
    {
        rule: "cloudfront-personal-answers",
        ...site,
        set: { "orderedCacheBehaviors.0.cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6" },
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
