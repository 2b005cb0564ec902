import type { Mutation } from "../../mutations/mutation";

/** Only the local stack has parameters. */
const PARAMETER = { stack: "local", type: "aws:ssm/parameter:Parameter" } as const;

export const ssm: readonly Mutation[] = [
    {
        rule: "ssm-association-limits",
        stack: "local",
        type: "aws:ssm/association:Association",
        name: "desk-artifact",
        set: { maxErrors: undefined },
    },
    { rule: "ssm-customer-key", ...PARAMETER, name: "exchange-rate", set: { keyId: undefined } },
    {
        rule: "ssm-document-private",
        stack: "local",
        type: "aws:ssm/document:Document",
        name: "desk-artifact",
        set: { permissions: { type: "Share", account_ids: "All" } },
    },
    {
        rule: "ssm-secure-string",
        ...PARAMETER,
        name: "payment",
        set: { type: "String", name: "/plumbline/local/payment-token" },
    },
];
