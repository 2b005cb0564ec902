import { stackRule } from "../../core/rule";

export const s3Logs = stackRule({
    name: "s3-logs",
    title: "Buckets have access logs",
    description: "Access logs are the evidence needed to analyse a leak.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["S3.9", "CloudTrail.7"], checkov: ["CKV_AWS_18"], cdkNag: ["AwsSolutions-S1"] },
    remediation: "Add a BucketLogging whose targetBucket is a log bucket.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9",
    // A preview does not know unset properties.
    inputsOf: ["aws:s3/bucket:Bucket"],
    check(stack) {
        for (const bucket of stack.all("aws:s3/bucket:Bucket")) {
            const logs = stack.referring("aws:s3/bucketLogging:BucketLogging", "bucket", bucket);
            // A log bucket with logs of itself would log without end.
            const isTarget = stack.referring("aws:s3/bucketLogging:BucketLogging", "targetBucket", bucket);
            if (logs.length === 0 && isTarget.length === 0 && !bucket.isInput("logging")) {
                bucket.fail("bucket", "has no BucketLogging");
            }
        }
    },
});
