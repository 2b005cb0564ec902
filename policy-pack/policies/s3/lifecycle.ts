import type { View } from "../../core/reading/view";
import { stackRule } from "../../core/rule";

const BUCKET = "aws:s3/bucket:Bucket";

const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

export const s3Lifecycle = stackRule({
    name: "s3-lifecycle",
    title: "Buckets have lifecycle rules",
    description: "Without lifecycle rules, old versions and files cost money for ever.",
    severity: "low",
    profile: "shared",
    catalogues: { fsbp: ["S3.10", "S3.13"], checkov: ["CKV2_AWS_61"] },
    remediation: "Add a BucketLifecycleConfiguration for the bucket.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
    // Without it, a preview does not know the property; with a resource of its own for it, a state has it all the same.
    inputsOf: [BUCKET],
    check(stack) {
        for (const bucket of stack.all(BUCKET)) {
            const found = stack.referring(LIFECYCLE, "bucket", bucket);
            if (found.length === 0 && !bucket.isInput("lifecycleRules"))
                bucket.fail("bucket", "has no BucketLifecycleConfiguration");
            if (bucket.isInput("lifecycleRules")) assertEnabled(bucket, "lifecycleRules");
        }
        // Also of buckets of other programs.
        for (const lifecycle of stack.all(LIFECYCLE)) assertEnabled(lifecycle, "rules");
    },
});

/** Reports configurations without an enabled rule; unknown rules count as enabled. */
function assertEnabled(holder: View, path: string): void {
    if (holder.isUnknown(path)) {
        holder.isSet(path);
        return;
    }
    const isEnabled = (rule: View) =>
        rule.word("status", "enabled") !== "disabled" && rule.boolean("enabled", true) !== false;
    if (!holder.items(path).some(isEnabled)) holder.fail(path, "has no rule that is enabled");
}
