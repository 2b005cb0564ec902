import type { Mutation } from "../../mutations/mutation";

export const secretsmanager: readonly Mutation[] = [
    {
        rule: "secrets-customer-key",
        type: "aws:secretsmanager/secret:Secret",
        name: "webhooks",
        set: { kmsKeyId: undefined },
    },
    {
        rule: "secrets-not-public",
        name: "session",
        type: "aws:secretsmanager/secretPolicy:SecretPolicy",
        set: { blockPublicPolicy: false },
    },
    {
        rule: "secrets-recovery-window",
        type: "aws:secretsmanager/secret:Secret",
        name: "webhooks",
        set: { recoveryWindowInDays: 0 },
    },
    {
        rule: "secrets-rotation",
        type: "aws:secretsmanager/secretRotation:SecretRotation",
        name: "webhooks",
        remove: true,
    },
];
