import { document } from "../support/documents";
import type { Mutation } from "./mutation";

const KEY = { type: "aws:kms/key:Key", name: "data" } as const;

export const kms: readonly Mutation[] = [
    { rule: "kms-deletion-window", ...KEY, set: { deletionWindowInDays: 7 } },
    {
        rule: "kms-no-wildcard-decrypt",
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "stock-task",
        set: { policy: document({ Action: "kms:Decrypt", Resource: "*" }) },
    },
    {
        rule: "kms-not-public",
        ...KEY,
        set: { policy: document({ Action: "kms:Decrypt", Resource: "*", Principal: "*" }) },
    },
    { rule: "kms-rotation", ...KEY, set: { enableKeyRotation: false } },
    {
        rule: "secrets-customer-key",
        type: "aws:secretsmanager/secret:Secret",
        name: "webhooks",
        set: { kmsKeyId: undefined },
    },
    {
        rule: "secrets-rotation",
        type: "aws:secretsmanager/secretRotation:SecretRotation",
        name: "webhooks",
        remove: true,
    },
];
