import { stackRule } from "../../core/rule";

export const s3Lifecycle = stackRule({
    name: "s3-lifecycle",
    title: "Buckets have a lifecycle",
    description: "Old versions and forgotten files cost for ever.",
    severity: "low",
    catalogues: { fsbp: ["S3.10", "S3.13"], checkov: ["CKV2_AWS_61"] },
    mend: "Add a BucketLifecycleConfiguration for the bucket.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
    // A preview does not know what nobody asked for.
    inputsOf: ["aws:s3/bucket:Bucket"],
    check(stack) {
        for (const bucket of stack.all("aws:s3/bucket:Bucket")) {
            const found = stack.referring(
                "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                "bucket",
                bucket,
            );
            if (found.length === 0 && !bucket.isInput("lifecycleRules"))
                bucket.fail("bucket", "has no BucketLifecycleConfiguration");
        }
    },
});
