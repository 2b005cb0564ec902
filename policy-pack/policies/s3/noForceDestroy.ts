import { resourceRule } from "../../core/rule";

export const s3NoForceDestroy = resourceRule({
    name: "s3-no-force-destroy",
    title: "Buckets with objects refuse deletion",
    description: "With forceDestroy, deleting a bucket deletes all its objects without confirmation.",
    severity: "high",
    profile: "prod",
    catalogues: { checkov: [] },
    remediation: "Set forceDestroy to false, and empty the bucket by hand before its deletion.",
    url: "https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucket/",
    types: ["aws:s3/bucket:Bucket", "aws:s3/directoryBucket:DirectoryBucket"],
    check(bucket) {
        if (bucket.boolean("forceDestroy", false)) bucket.fail("forceDestroy", "is true");
    },
});
