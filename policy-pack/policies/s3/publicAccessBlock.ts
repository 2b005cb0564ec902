import { type StackResource, stackRule } from "../../core/rule";

const ACCOUNT = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const s3PublicAccessBlock = stackRule({
    name: "s3-public-access-block",
    title: "Buckets block public access",
    description: "Without the block, one wrong policy or ACL makes the bucket's objects public.",
    severity: "high",
    catalogues: {
        fsbp: ["S3.8", "S3.1", "CloudTrail.6"],
        checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6"],
        cdkNag: ["AwsSolutions-S2"],
    },
    remediation: "Add a BucketPublicAccessBlock with all four switches on.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
    check(stack) {
        for (const bucket of stack.all("aws:s3/bucket:Bucket")) {
            if (stack.referring(BLOCK, "bucket", bucket).length === 0)
                bucket.fail("bucket", "has no BucketPublicAccessBlock");
        }
        // Also of buckets of other programs, and of all buckets of the account.
        stack.all(BLOCK, ACCOUNT).forEach(assertOn);
    },
});

function assertOn(block: StackResource): void {
    for (const name of SWITCHES) {
        if (block.boolean(name, false) === false) block.fail(name, "is not true");
    }
}
