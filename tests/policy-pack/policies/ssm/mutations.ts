import type { Mutation } from "../../mutations/mutation";

/** Only the local stack has a parameter. */
const PARAMETER = { stack: "local", type: "aws:ssm/parameter:Parameter", name: "payment" } as const;

export const ssm: readonly Mutation[] = [
    { rule: "ssm-customer-key", ...PARAMETER, set: { keyId: undefined } },
    {
        rule: "ssm-document-private",
        // A kind of resource that no stack has is not in the price table either.
        also: ["cost-prices-known"],
        add: [
            {
                type: "aws:ssm/document:Document",
                props: {
                    name: "restart",
                    documentType: "Command",
                    content: JSON.stringify({ schemaVersion: "2.2", mainSteps: [] }),
                    permissions: { type: "Share", account_ids: "All" },
                },
            },
        ],
    },
    {
        rule: "ssm-secure-string",
        ...PARAMETER,
        // An unencrypted parameter needs no key.
        hides: ["ssm-customer-key"],
        set: { type: "String", name: "/plumbline/local/payment-token" },
    },
];
