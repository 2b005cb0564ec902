import { backupCustomerKey } from "../../../../policy-pack/policies/backup/customerKey";
import { backupNoForceDestroy } from "../../../../policy-pack/policies/backup/noForceDestroy";
import { backupRetention } from "../../../../policy-pack/policies/backup/retention";
import { backupVaultLocked } from "../../../../policy-pack/policies/backup/vaultLocked";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(backupCustomerKey, {
    compliant: { kmsKeyArn: "arn:key" },
    violating: [
        [{ kmsKeyArn: "" }, /is not set/],
        [{ kmsKeyArn: "alias/aws/backup" }, /is AWS's own key/],
    ],
    unknown: { kmsKeyArn: "passes" },
    absent: { kmsKeyArn: "fails" },
    wrongType: { kmsKeyArn: 7 },
});

testRule(backupRetention, {
    compliant: { rules: [{ lifecycle: { deleteAfter: 30 } }] },
    violating: [
        [{ "rules.0.lifecycle.deleteAfter": 13 }, /^rules\[0\].lifecycle.deleteAfter is a number below 14/],
    ],
    unknown: { rules: "fails", "rules.0.lifecycle.deleteAfter": "fails" },
    absent: { rules: "passes", "rules.0.lifecycle": "passes" },
    wrongType: { "rules.0.lifecycle.deleteAfter": "long" },
    asked: { settings: { "backup-retention": { days: 14 } } },
});

testRule(backupNoForceDestroy, {
    compliant: { forceDestroy: false },
    violating: [[{ forceDestroy: true }, /is true/]],
    unknown: { forceDestroy: "fails" },
    absent: { forceDestroy: "passes" },
    wrongType: { forceDestroy: 7 },
});

const vault: Sent = { type: "aws:backup/vault:Vault", name: "vault", props: { name: "vault-1" } };
const lock = (backupVaultName: string): Sent => ({
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    name: "lock",
    props: { backupVaultName },
});

testStackRule(backupVaultLocked, {
    satisfied: {
        "a vault with its lock": [vault, lock("vault-1")],
        "a lock of a preview": [
            vault,
            { ...lock(UNKNOWN), dependencies: { backupVaultName: [urnOf(vault)] } },
        ],
    },
    broken: {
        "a vault without": [[vault], /no VaultLockConfiguration/, "vault"],
        "a lock of another": [[vault, lock("vault-2")], /no VaultLockConfiguration/, "vault"],
    },
    unknown: { "nobody knows what a lock is of": [[vault, lock(UNKNOWN)], "fails"] },
});
