import type { Mutation } from "../../mutations/mutation";

const VAULT = { type: "aws:backup/vault:Vault" } as const;

export const backup: readonly Mutation[] = [
    { rule: "backup-customer-key", ...VAULT, set: { kmsKeyArn: undefined } },
    { rule: "backup-no-force-destroy", ...VAULT, set: { forceDestroy: true } },
    { rule: "backup-retention", type: "aws:backup/plan:Plan", set: { "rules.0.lifecycle.deleteAfter": 1 } },
    {
        rule: "backup-vault-locked",
        type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        remove: true,
    },
];
