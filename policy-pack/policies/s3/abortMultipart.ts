import { resourceRule } from "../../core/rule";

export const s3AbortMultipart = resourceRule({
    name: "s3-abort-multipart",
    title: "Unfinished uploads are removed",
    description: "Parts of uploads that were never finished can't be seen, but are paid for.",
    severity: "low",
    catalogues: { checkov: ["CKV_AWS_300"] },
    mend: "Add a rule with abortIncompleteMultipartUpload.daysAfterInitiation.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
    types: ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"],
    check(lifecycle) {
        if (lifecycle.isUnknown("rules")) {
            lifecycle.items("rules");
            return;
        }
        const rules = lifecycle.items("rules");
        const aborts = rules.some(
            (rule) =>
                rule.word("status", "enabled") === "enabled" &&
                rule.isSet("abortIncompleteMultipartUpload.daysAfterInitiation"),
        );
        if (!aborts) lifecycle.fail("rules", "has no enabled rule that removes unfinished uploads");
    },
});
