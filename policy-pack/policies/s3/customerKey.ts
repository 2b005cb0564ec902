import { type StackResource, stackRule } from "../../core/rule";
import { isAwsKey, isMissing } from "../shared/properties";

const INLINE = "serverSideEncryptionConfiguration.rule";
const ALGORITHM = "applyServerSideEncryptionByDefault.sseAlgorithm";
const KEY = "applyServerSideEncryptionByDefault.kmsMasterKeyId";
const TYPE = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

export const s3CustomerKey = stackRule({
    name: "s3-customer-key",
    title: "Buckets are encrypted with a customer key",
    description: "A customer key makes access to data visible, limitable and revocable.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["S3.17"], checkov: ["CKV_AWS_19", "CKV_AWS_145"] },
    remediation:
        "Add a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms and a kmsMasterKeyId.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17",
    // A new key has no ARN yet; this one might be AWS's own.
    deferred: [`rules.${KEY}`, `${INLINE}.${KEY}`],
    inputsOf: ["aws:s3/bucket:Bucket"],
    check(stack) {
        for (const bucket of stack.all("aws:s3/bucket:Bucket")) {
            if (stack.referring(TYPE, "bucket", bucket).length > 0) continue;
            if (bucket.isInput(INLINE)) assertKeys(bucket, INLINE);
            else bucket.fail("bucket", "has no BucketServerSideEncryptionConfiguration");
        }
        // Also of buckets of other programs.
        for (const encryption of stack.all(TYPE)) assertKeys(encryption, "rules");
    },
});

function assertKeys(encryption: StackResource, path: string): void {
    const rules = encryption.items(path);
    if (rules.length === 0 && !encryption.isUnknown(path)) encryption.fail(path, "is empty");
    for (const rule of rules) {
        const algorithm = rule.word(ALGORITHM, "");
        if (algorithm === undefined) continue;
        if (!algorithm.startsWith("aws:kms")) rule.fail(ALGORITHM, "is not aws:kms");
        else if (isMissing(rule, KEY)) rule.fail(KEY, "is not set");
        else if (isAwsKey(rule.string(KEY, "") ?? "")) rule.fail(KEY, "is AWS's own key");
    }
}
