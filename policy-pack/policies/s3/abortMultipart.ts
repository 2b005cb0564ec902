import type { View } from "../../core/reading/view";
import { resourceRule } from "../../core/rule";

const BUCKET = "aws:s3/bucket:Bucket";

export const s3AbortMultipart = resourceRule({
    name: "s3-abort-multipart",
    title: "Buckets remove unfinished uploads",
    description: "Parts of unfinished uploads are invisible, but cost money.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_300"] },
    remediation: "Add a rule without prefix, with abortIncompleteMultipartUpload.daysAfterInitiation.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
    settings: {
        days: {
            type: "integer",
            minimum: 1,
            default: 30,
            description: "Maximum retention of unfinished uploads, in days.",
        },
    },
    types: ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", BUCKET],
    check(lifecycle, settings) {
        const isInline = lifecycle.type === BUCKET;
        const path = isInline ? "lifecycleRules" : "rules";
        if (isInline && !lifecycle.isSet(path)) return;
        const days = `abortIncompleteMultipartUpload${isInline ? "Days" : ".daysAfterInitiation"}`;
        const longest = settings.number("days");
        // An unknown number of days is accepted.
        const isInTime = (rule: View) =>
            rule.isUnknown(days) || (rule.number(days, Infinity) ?? Infinity) <= longest;
        const rules = lifecycle.items(path).filter((rule) => rule.isSet(days) && isInTime(rule));
        if (!lifecycle.isUnknown(path) && !rules.some(isForAll))
            lifecycle.fail(
                path,
                "has no enabled rule for all of the bucket that removes unfinished uploads in time",
            );
    },
});

function isForAll(rule: View): boolean {
    if (rule.word("status", "enabled") !== "enabled" || rule.boolean("enabled", true) !== true) return false;
    // AWS takes no tags and sizes in such a rule.
    return ["prefix", "filter.prefix", "filter.and.prefix"].every((path) => rule.string(path, "") === "");
}
