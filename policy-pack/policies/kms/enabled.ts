import { resourceRule } from "../../core/rule";

export const kmsEnabled = resourceRule({
    name: "kms-enabled",
    title: "Keys are enabled",
    description:
        "What a disabled key encrypted can't be read: databases stop, and backups can't be restored.",
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
