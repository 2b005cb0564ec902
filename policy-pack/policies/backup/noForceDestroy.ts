import { resourceRule } from "../../core/rule";

export const backupNoForceDestroy = resourceRule({
    name: "backup-no-force-destroy",
    title: "Backup vaults with recovery points refuse deletion",
    description: "Backups must outlive the stack: deleting the stack must not delete them.",
    severity: "medium",
    profile: "live",
    catalogues: {},
    remediation: "Set forceDestroy to false.",
    url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/vaults.html",
    types: ["aws:backup/vault:Vault"],
    check(vault) {
        if (vault.boolean("forceDestroy", false) === true) vault.fail("forceDestroy", "is true");
    },
});
