import { resourceRule } from "../../core/rule";
import { bucketOrigins } from "./origins";

export const cloudFrontRootObject = resourceRule({
    name: "cloudfront-root-object",
    title: "Distributions of buckets have a default root object",
    description: "Without a root object, a request for / returns the bucket's file list or an error.",
    severity: "high",
    catalogues: { fsbp: ["CloudFront.1"], checkov: ["CKV_AWS_305"] },
    remediation: "Set defaultRootObject, such as index.html.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-1",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        if (bucketOrigins(distribution).length === 0) return;
        if (distribution.string("defaultRootObject", "") === "") {
            distribution.fail("defaultRootObject", "is not set");
        }
    },
});
