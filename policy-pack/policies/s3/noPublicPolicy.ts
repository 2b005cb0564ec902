import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const s3NoPublicPolicy = resourceRule({
    name: "s3-no-public-policy",
    title: "Bucket policies are not public",
    description: "A public bucket exposes its data to the internet.",
    severity: "critical",
    catalogues: { fsbp: ["S3.2", "S3.3"], checkov: ["CKV_AWS_70"], cdkNag: ["AwsSolutions-S5"] },
    remediation:
        "Set policy to a policy that names principals or limits them by a condition such as aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
    deferred: ["policy"],
    types: ["aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucket:Bucket"],
    check(resource) {
        for (const statement of statements(resource, "policy").filter(isPublic)) {
            resource.fail(statement.path, "allows public access");
        }
    },
});
