import { cloudFrontAccessLogs } from "../../../../policy-pack/policies/cloudfront/accessLogs";
import { cloudFrontFirewall } from "../../../../policy-pack/policies/cloudfront/firewall";
import { cloudFrontHsts } from "../../../../policy-pack/policies/cloudfront/hsts";
import { cloudFrontOriginAccessControl } from "../../../../policy-pack/policies/cloudfront/originAccessControl";
import { cloudFrontOriginFailover } from "../../../../policy-pack/policies/cloudfront/originFailover";
import { cloudFrontOriginHttps } from "../../../../policy-pack/policies/cloudfront/originHttps";
import { cloudFrontOriginTls } from "../../../../policy-pack/policies/cloudfront/originTls";
import { cloudFrontOwnCertificate } from "../../../../policy-pack/policies/cloudfront/ownCertificate";
import { cloudFrontPersonalAnswers } from "../../../../policy-pack/policies/cloudfront/personalAnswers";
import { cloudFrontRootObject } from "../../../../policy-pack/policies/cloudfront/rootObject";
import { cloudFrontSni } from "../../../../policy-pack/policies/cloudfront/sni";
import { cloudFrontTlsPolicy } from "../../../../policy-pack/policies/cloudfront/tlsPolicy";
import { cloudFrontTrustedSigners } from "../../../../policy-pack/policies/cloudfront/trustedSigners";
import { cloudFrontViewerHttps } from "../../../../policy-pack/policies/cloudfront/viewerHttps";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

const bucket = { originId: "files", domainName: "files.s3.amazonaws.com", originAccessControlId: "E1" };
const server = {
    originId: "server",
    customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
};

testRule(cloudFrontRootObject, {
    compliant: { defaultRootObject: "index.html", origins: [bucket] },
    also: [{ origins: [server], defaultRootObject: undefined }],
    violating: [[{ defaultRootObject: "" }, /^defaultRootObject is not set/]],
    // An origin with either is no bucket, whatever its domain name.
    unknown: {
        "origins.0.customOriginConfig": "passes",
        "origins.0.vpcOriginConfig": "passes",
        defaultRootObject: "fails",
        "origins.0.domainName": "passes",
    },
    absent: { defaultRootObject: "fails" },
    wrongType: { defaultRootObject: 7 },
});

testRule(cloudFrontViewerHttps, {
    compliant: {
        defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
        orderedCacheBehaviors: [{ viewerProtocolPolicy: "https-only" }],
    },
    violating: [
        [{ "defaultCacheBehavior.viewerProtocolPolicy": "allow-all" }, /^defaultCacheBehavior.* allows HTTP/],
        [{ "orderedCacheBehaviors.0.viewerProtocolPolicy": "allow-all" }, /^orderedCacheBehaviors\[0\]/],
    ],
    unknown: { "defaultCacheBehavior.viewerProtocolPolicy": "fails" },
    absent: { "defaultCacheBehavior.viewerProtocolPolicy": "fails" },
    wrongType: { "defaultCacheBehavior.viewerProtocolPolicy": true },
});

testRule(cloudFrontTrustedSigners, {
    compliant: {
        defaultCacheBehavior: { trustedKeyGroups: ["group"] },
        orderedCacheBehaviors: [{ pathPattern: "/open/*" }],
    },
    violating: [
        [{ "defaultCacheBehavior.trustedSigners": ["self"] }, /^defaultCacheBehavior.* names an account/],
        [{ "orderedCacheBehaviors.0.trustedSigners": ["self"] }, /^orderedCacheBehaviors\[0\]/],
    ],
    unknown: { "defaultCacheBehavior.trustedSigners": "fails" },
    absent: { "defaultCacheBehavior.trustedSigners": "passes" },
    wrongType: { "defaultCacheBehavior.trustedSigners": "self" },
});

const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5493eafa07d3";
const OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

testRule(cloudFrontPersonalAnswers, {
    compliant: {
        defaultCacheBehavior: { originRequestPolicyId: ALL_VIEWER, cachePolicyId: DISABLED },
        orderedCacheBehaviors: [{ originRequestPolicyId: ALL_VIEWER, cachePolicyId: DISABLED }],
    },
    also: [
        { "defaultCacheBehavior.originRequestPolicyId": "", "defaultCacheBehavior.cachePolicyId": OPTIMIZED },
        // A policy of one's own may have the caller in its key.
        { "defaultCacheBehavior.cachePolicyId": "own" },
    ],
    violating: [
        [{ "defaultCacheBehavior.cachePolicyId": OPTIMIZED }, /^defaultCacheBehavior.* keeps answers/],
        [
            { "orderedCacheBehaviors.0.cachePolicyId": OPTIMIZED },
            /^orderedCacheBehaviors\[0\].* keeps answers/,
        ],
    ],
    unknown: {
        "defaultCacheBehavior.originRequestPolicyId": "passes",
        "defaultCacheBehavior.cachePolicyId": "passes",
        "orderedCacheBehaviors.0.originRequestPolicyId": "passes",
        "orderedCacheBehaviors.0.cachePolicyId": "passes",
    },
    absent: {
        "defaultCacheBehavior.originRequestPolicyId": "passes",
        "defaultCacheBehavior.cachePolicyId": "passes",
    },
    wrongType: { "defaultCacheBehavior.cachePolicyId": true },
});

testRule(cloudFrontOriginFailover, {
    compliant: { originGroups: [{ members: [{ originId: "a" }, { originId: "b" }] }] },
    violating: [
        [{ originGroups: [] }, /^originGroups has no group/],
        [{ "originGroups.0.members": [{ originId: "a" }] }, /^originGroups\[0\]\.members has fewer/],
    ],
    unknown: { originGroups: "fails", "originGroups.0.members.0.originId": "passes" },
    absent: { originGroups: "fails" },
    wrongType: { originGroups: "two" },
});

testRule(cloudFrontFirewall, {
    compliant: { webAclId: "arn:aws:wafv2:us-east-1:1:global/webacl/a/b" },
    violating: [[{ webAclId: "" }, /^webAclId is not set/]],
    unknown: { webAclId: "passes" },
    absent: { webAclId: "fails" },
    wrongType: { webAclId: [] },
});

testRule(cloudFrontOwnCertificate, {
    compliant: { viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:1:certificate/c" } },
    also: [{ viewerCertificate: { iamCertificateId: "ASCA" } }],
    violating: [[{ viewerCertificate: { cloudfrontDefaultCertificate: true } }, /CloudFront's own/]],
    unknown: {
        "viewerCertificate.iamCertificateId": "passes",
        "viewerCertificate.acmCertificateArn": "passes",
    },
    absent: { "viewerCertificate.acmCertificateArn": "fails", viewerCertificate: "fails" },
    wrongType: { viewerCertificate: "default" },
});

testRule(cloudFrontSni, {
    compliant: { viewerCertificate: { sslSupportMethod: "sni-only" } },
    violating: [[{ "viewerCertificate.sslSupportMethod": "vip" }, /addresses of its own/]],
    unknown: { "viewerCertificate.sslSupportMethod": "fails" },
    absent: { "viewerCertificate.sslSupportMethod": "passes" },
    wrongType: { "viewerCertificate.sslSupportMethod": 1 },
});

testRule(cloudFrontOriginHttps, {
    compliant: { origins: [server, bucket] },
    violating: [
        [{ "origins.0.customOriginConfig.originProtocolPolicy": "http-only" }, /^origins\[0\].* allows HTTP/],
        [{ "origins.0.customOriginConfig.originProtocolPolicy": "match-viewer" }, /allows HTTP/],
    ],
    unknown: { "origins.0.customOriginConfig.originProtocolPolicy": "fails" },
    absent: { "origins.0.customOriginConfig.originProtocolPolicy": "fails", origins: "passes" },
    wrongType: { "origins.0.customOriginConfig.originProtocolPolicy": 443 },
});

testRule(cloudFrontOriginTls, {
    compliant: { origins: [server, bucket] },
    violating: [
        [{ "origins.0.customOriginConfig.originSslProtocols": ["SSLv3", "TLSv1.2"] }, /is not allowed/],
    ],
    unknown: { "origins.0.customOriginConfig.originSslProtocols": "fails" },
    absent: { "origins.0.customOriginConfig.originSslProtocols": "passes" },
    wrongType: { "origins.0.customOriginConfig.originSslProtocols": "TLSv1.2" },
});

testRule(cloudFrontOriginAccessControl, {
    compliant: { origins: [bucket, server] },
    violating: [
        [{ "origins.0.originAccessControlId": "" }, /^origins\[0\]\.originAccessControlId is not set/],
        [
            { "origins.0": { originId: "old", s3OriginConfig: { originAccessIdentity: "x" } } },
            /originAccessControlId is not set/,
        ],
    ],
    // An origin with either is no bucket, whatever its domain name.
    unknown: {
        "origins.0.customOriginConfig": "passes",
        "origins.0.vpcOriginConfig": "passes",
        "origins.1.customOriginConfig": "passes",
        "origins.0.originAccessControlId": "passes",
        origins: "fails",
    },
    absent: { "origins.0.originAccessControlId": "fails" },
    wrongType: { origins: "files" },
});

testRule(cloudFrontTlsPolicy, {
    compliant: { viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" } },
    also: [{ viewerCertificate: { cloudfrontDefaultCertificate: true } }],
    violating: [
        [{ "viewerCertificate.minimumProtocolVersion": "TLSv1.1_2016" }, /is not an allowed policy/],
        [{ "viewerCertificate.minimumProtocolVersion": "TLSv1.2_2019" }, /is not an allowed policy/],
    ],
    unknown: { "viewerCertificate.minimumProtocolVersion": "fails" },
    absent: { "viewerCertificate.minimumProtocolVersion": "fails" },
    wrongType: { "viewerCertificate.minimumProtocolVersion": 1.2 },
});

testRule(cloudFrontHsts, {
    compliant: {
        defaultCacheBehavior: { responseHeadersPolicyId: "p" },
        orderedCacheBehaviors: [{ pathPattern: "*.css", responseHeadersPolicyId: "p" }],
    },
    violating: [
        [{ "defaultCacheBehavior.responseHeadersPolicyId": "" }, /responseHeadersPolicyId is not set/],
        [{ orderedCacheBehaviors: [{ pathPattern: "*.js" }] }, /^orderedCacheBehaviors\[0\]/],
        // SimpleCORS.
        [
            { "defaultCacheBehavior.responseHeadersPolicyId": "60669652-455b-4ae9-85a4-c4c02393f86c" },
            /responseHeadersPolicyId is a policy of AWS's without it/,
        ],
    ],
    unknown: {
        "orderedCacheBehaviors.0.responseHeadersPolicyId": "passes",
        "defaultCacheBehavior.responseHeadersPolicyId": "passes",
    },
    absent: { "defaultCacheBehavior.responseHeadersPolicyId": "fails" },
    wrongType: { orderedCacheBehaviors: 7 },
});

const SECONDS = "securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec";
testRule(cloudFrontHsts, {
    type: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    compliant: { securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000 } } },
    violating: [[{ [SECONDS]: 3600 }, /is too short/]],
    unknown: { [SECONDS]: "fails" },
    absent: { [SECONDS]: "fails", securityHeadersConfig: "fails" },
    wrongType: { [SECONDS]: "a year" },
});

const distribution: Sent = {
    type: "aws:cloudfront/distribution:Distribution",
    name: "site",
    props: { arn: "arn:aws:cloudfront::1:distribution/E1" },
};
const source = (resourceArn: string, dependencies = {}): Sent => ({
    type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
    name: "logs",
    props: { resourceArn, name: "site-logs" },
    dependencies,
});
const delivery = (deliverySourceName: string, dependencies = {}): Sent => ({
    type: "aws:cloudwatch/logDelivery:LogDelivery",
    name: "delivery",
    props: { deliverySourceName },
    dependencies,
});
const ofSite = source("arn:aws:cloudfront::1:distribution/E1");

testStackRule(cloudFrontAccessLogs, {
    satisfied: {
        "logs of the older kind": [{ ...distribution, props: { loggingConfig: { bucket: "logs" } } }],
        "a delivery of logs": [distribution, ofSite, delivery("site-logs")],
    },
    broken: {
        "no logs": [[distribution], /^loggingConfig is not set/, "site"],
        "logs of another distribution": [
            [distribution, source("arn:other"), delivery("site-logs")],
            /is not set/,
            "site",
        ],
        "a source that nothing delivers": [[distribution, ofSite], /no delivery of logs is/, "site"],
        "a delivery of another source": [[distribution, ofSite, delivery("other")], /is not set/, "site"],
    },
    unknown: {
        "the ARN is, but not whose it is": [
            [
                distribution,
                source(UNKNOWN, { resourceArn: [urnOf(distribution)] }),
                delivery(UNKNOWN, { deliverySourceName: [urnOf(ofSite)] }),
            ],
            "passes",
        ],
    },
});
