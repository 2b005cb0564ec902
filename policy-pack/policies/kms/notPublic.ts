import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const kmsNotPublic = resourceRule({
    name: "kms-not-public",
    title: "Keys are not open to every AWS account",
    description: "Every principal with access to the key can read the data that it encrypts.",
    severity: "critical",
    catalogues: { fsbp: ["KMS.5"], checkov: ["CKV_AWS_33"] },
    remediation:
        "Set policy to a policy that names principals or limits them by a condition such as kms:CallerAccount.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5",
    deferred: ["policy"],
    types: [
        "aws:kms/key:Key",
        "aws:kms/keyPolicy:KeyPolicy",
        // Each has a policy of its own, replicas as well.
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
        "aws:kms/replicaKey:ReplicaKey",
    ],
    check(key) {
        for (const statement of statements(key, "policy").filter(isPublic)) {
            key.fail(statement.path, "allows public access");
        }
    },
});
