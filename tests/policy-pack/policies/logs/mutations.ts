import { document } from "../../support/documents";
import type { Mutation } from "../../mutations/mutation";

const GROUP = { type: "aws:cloudwatch/logGroup:LogGroup", name: "stock" } as const;

export const logs: readonly Mutation[] = [
    { rule: "logs-customer-key", ...GROUP, set: { kmsKeyId: undefined } },
    {
        rule: "logs-not-public",
        add: [
            {
                type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
                props: {
                    policyName: "dns",
                    policyDocument: document({ Action: "logs:PutLogEvents", Resource: "*", Principal: "*" }),
                },
            },
        ],
    },
    { rule: "logs-retention", ...GROUP, set: { retentionInDays: undefined } },
];
