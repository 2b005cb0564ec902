import { type StackResource, stackRule } from "../../core/rule";
import { deniesPlainText, statements } from "../shared/policyDocument";

const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

export const s3TlsOnly = stackRule({
    name: "s3-tls-only",
    title: "Buckets require TLS",
    description: "Without TLS, attackers on the network can read and change requests.",
    severity: "medium",
    catalogues: { checkov: ["CKV_AWS_379"], fsbp: ["S3.5"], cdkNag: ["AwsSolutions-S10"] },
    remediation:
        "Add a BucketPolicy that denies s3:* on the bucket and its objects (/*) where aws:SecureTransport is false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
    deferred: ["policy"],
    inputsOf: ["aws:s3/bucket:Bucket"],
    check(stack) {
        for (const bucket of stack.all("aws:s3/bucket:Bucket")) {
            if (stack.referring(POLICY, "bucket", bucket).length > 0) continue;
            if (bucket.isInput("policy")) assertDenied(bucket, arnOf(bucket));
            else bucket.fail("bucket", "has no BucketPolicy");
        }
        // Also of buckets of other programs: a bucket has no other policy.
        for (const policy of stack.all(POLICY)) {
            const buckets = stack.all("aws:s3/bucket:Bucket");
            const bucket = buckets.find((one) => policy.refersTo("bucket", one));
            const name = policy.isUnknown("bucket") ? "" : policy.string("bucket", "");
            assertDenied(policy, bucket ? arnOf(bucket) : name && `arn:aws:s3:::${name}`);
        }
    },
});

function assertDenied(policy: StackResource, arn = ""): void {
    const all = statements(policy, "policy");
    const reached = { arn: arn || undefined, hasObjects: true };
    // Unknown and partly unknown policies have been deferred.
    if (policy.json("policy") !== undefined && !deniesPlainText(all, reached)) {
        policy.fail("policy", "does not deny all requests without TLS");
    }
}

/** A preview does not know the ARN of a new bucket, but its name, if set, determines it. */
function arnOf(bucket: StackResource): string | undefined {
    const [name] = bucket.identities();
    return bucket.arn() ?? (name === undefined ? undefined : `arn:aws:s3:::${name}`);
}
