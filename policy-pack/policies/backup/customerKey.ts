import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../support/given";

export const backupCustomerKey = resourceRule({
    name: "backup-customer-key",
    title: "Backup vaults are encrypted with a customer key",
    description: "With a key of one's own, access to backups can be seen, limited and ended.",
    severity: "medium",
    catalogues: { fsbp: ["Backup.1"], checkov: ["CKV_AWS_166"] },
    mend: "Set kmsKeyArn to the ARN of a key.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/backup-controls.html#backup-1",
    types: ["aws:backup/vault:Vault"],
    check(vault) {
        assertOwnKey(vault, "kmsKeyArn");
    },
});
