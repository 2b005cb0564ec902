export { Backup, type BackupArgs } from "./backup";
export { CostGuard, type BudgetPart, type CostGuardArgs } from "./costGuard";
export { createProvider, emulated, type ProviderArgs } from "./provider";
export { SecurityBaseline, type SecurityBaselineArgs, type SecurityParts } from "./securityBaseline";
