import { stackRule } from "../../core/rule";

const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

export const s3Versioning = stackRule({
    name: "s3-versioning",
    title: "Buckets have versioning",
    description: "Versioning restores objects that are overwritten or deleted by mistake.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["S3.14"], checkov: ["CKV_AWS_21"] },
    remediation: "Add a BucketVersioning with versioningConfiguration.status Enabled.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14",
    // A preview does not know unset properties.
    inputsOf: ["aws:s3/bucket:Bucket"],
    check(stack) {
        for (const bucket of stack.all("aws:s3/bucket:Bucket")) {
            const found = stack.referring(VERSIONING, "bucket", bucket);
            const inline = "versioning.enabled";
            if (found.length === 0 && (!bucket.isInput(inline) || bucket.boolean(inline, false) === false))
                bucket.fail("bucket", "has no BucketVersioning");
        }
        // Also of buckets of other programs.
        for (const versioning of stack.all(VERSIONING)) {
            const path = "versioningConfiguration.status";
            if ((versioning.word(path, "") ?? "enabled") !== "enabled")
                versioning.fail(path, "is not Enabled");
        }
    },
});
