import { document } from "../../support/documents";
import type { Mutation } from "../../mutations/mutation";

const KEY = { type: "aws:kms/key:Key", name: "data" } as const;

export const kms: readonly Mutation[] = [
    { rule: "kms-deletion-window", ...KEY, set: { deletionWindowInDays: 7 } },
    { rule: "kms-enabled", ...KEY, set: { isEnabled: false } },
    { rule: "kms-lockout-check", ...KEY, set: { bypassPolicyLockoutSafetyCheck: true } },
    {
        rule: "kms-no-wildcard-decrypt",
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "reports-schedule",
        set: { policy: document({ Action: "kms:Decrypt", Resource: "*" }) },
    },
    {
        rule: "kms-not-public",
        ...KEY,
        set: { policy: document({ Action: "kms:Decrypt", Resource: "*", Principal: "*" }) },
    },
    { rule: "kms-rotation", ...KEY, set: { enableKeyRotation: false } },
    { rule: "kms-rotation-period", ...KEY, set: { rotationPeriodInDays: 2560 } },
];
