import { resourceRule } from "../../core/rule";

export const backupNoForceDestroy = resourceRule({
    name: "backup-no-force-destroy",
    title: "Backup vaults refuse deletion while they hold something",
    description: "The vault is what is left when all else is deleted: it must not go with the stack.",
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
