import { stackRule } from "../../core/rule";

export const backupVaultLocked = stackRule({
    name: "backup-vault-locked",
    title: "Backup vaults are locked",
    description: "Ransomware deletes backups first; a locked vault refuses this.",
    severity: "medium",
    profile: "live",
    catalogues: {},
    remediation: "Add a VaultLockConfiguration with the name of the vault.",
    url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
    check(stack) {
        for (const vault of stack.all("aws:backup/vault:Vault")) {
            const locks = stack.referring(
                "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
                "backupVaultName",
                vault,
            );
            if (locks.length === 0) vault.fail("name", "is that of no VaultLockConfiguration");
        }
    },
});
