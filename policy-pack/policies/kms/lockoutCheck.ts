import { resourceRule } from "../../core/rule";

export const kmsLockoutCheck = resourceRule({
    name: "kms-lockout-check",
    title: "Key policies keep the lockout safety check",
    description: "A key policy without an administrator makes the key unmanageable, and its data is lost.",
    severity: "medium",
    catalogues: {},
    remediation: "Set bypassPolicyLockoutSafetyCheck to false, or leave it out.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#allow-iam-policies",
    types: [
        "aws:kms/key:Key",
        "aws:kms/keyPolicy:KeyPolicy",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/externalKey:ExternalKey",
    ],
    check(key) {
        const path = "bypassPolicyLockoutSafetyCheck";
        if (key.boolean(path, false) === true) key.fail(path, "is true");
    },
});
