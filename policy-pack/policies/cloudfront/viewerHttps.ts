import { resourceRule } from "../../core/rule";
import { behaviors } from "./origins";

const ENCRYPTED = ["https-only", "redirect-to-https"];

export const cloudFrontViewerHttps = resourceRule({
    name: "cloudfront-viewer-https",
    title: "Distributions answer viewers over HTTPS only",
    description: "Over HTTP, attackers on the network can read and change requests and responses.",
    severity: "high",
    catalogues: { fsbp: ["CloudFront.3"], checkov: ["CKV_AWS_34"], cdkNag: ["AwsSolutions-CFR4"] },
    remediation: "Set viewerProtocolPolicy to redirect-to-https or https-only.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        for (const behavior of behaviors(distribution)) {
            const policy = behavior.word("viewerProtocolPolicy", "");
            if (policy !== undefined && !ENCRYPTED.includes(policy)) {
                behavior.fail("viewerProtocolPolicy", policy === "" ? "is not set" : "allows HTTP");
            }
        }
    },
});
