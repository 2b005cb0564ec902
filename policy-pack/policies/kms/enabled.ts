import { resourceRule } from "../../core/rule";

export const kmsEnabled = resourceRule({
    name: "kms-enabled",
    title: "Keys are enabled",
    description: "Data of a disabled key is unreadable: databases stop, and restores fail.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_227"] },
    remediation: "Set isEnabled to true, or leave it out.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
    types: [
        "aws:kms/key:Key",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
    ],
    check(key) {
        for (const path of ["isEnabled", "enabled"]) {
            if (key.boolean(path, true) === false) key.fail(path, "is false");
        }
    },
});
