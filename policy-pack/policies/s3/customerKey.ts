import { stackRule } from "../../core/rule";

const TYPE = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

export const s3CustomerKey = stackRule({
    name: "s3-customer-key",
    title: "Buckets are encrypted with a customer key",
    description: "With a key of one's own, access to data can be seen, limited and ended.",
    severity: "medium",
    catalogues: { fsbp: ["S3.17"], checkov: ["CKV_AWS_145"] },
    mend: "Add a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms and a kmsMasterKeyId.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17",
    check(stack) {
        for (const bucket of stack.all("aws:s3/bucket:Bucket")) {
            const found = stack.referring(TYPE, "bucket", bucket);
            if (found.length === 0) bucket.fail("bucket", "has no BucketServerSideEncryptionConfiguration");
            for (const encryption of found) {
                for (const rule of encryption.items("rules")) {
                    const algorithm = rule.word("applyServerSideEncryptionByDefault.sseAlgorithm", "");
                    const key = "applyServerSideEncryptionByDefault.kmsMasterKeyId";
                    if (algorithm !== undefined && !algorithm.startsWith("aws:kms")) {
                        rule.fail("applyServerSideEncryptionByDefault.sseAlgorithm", "is not aws:kms");
                    } else if (!rule.isSet(key)) rule.fail(key, "is not set");
                }
            }
        }
    },
});
