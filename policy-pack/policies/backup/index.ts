import type { Rule } from "../../core/rule";
import { backupCustomerKey } from "./customerKey";
import { backupNoForceDestroy } from "./noForceDestroy";
import { backupRetention } from "./retention";
import { backupVaultLocked } from "./vaultLocked";

export const backup: readonly Rule[] = [
    backupCustomerKey,
    backupNoForceDestroy,
    backupRetention,
    backupVaultLocked,
];
