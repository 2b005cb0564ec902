import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const backupCustomerKey = resourceRule({
    name: "backup-customer-key",
    title: "Backup vaults are encrypted with a customer key",
    description: "A customer key makes access to backups visible, limitable and revocable.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["Backup.1"], checkov: ["CKV_AWS_166"] },
    remediation: "Set kmsKeyArn to the ARN of a key.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/backup-controls.html#backup-1",
    types: ["aws:backup/vault:Vault"],
    check(vault) {
        assertOwnKey(vault, "kmsKeyArn");
    },
});
