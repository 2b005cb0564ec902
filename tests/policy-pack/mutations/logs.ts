import type { Mutation } from "./mutation";

export const logs: readonly Mutation[] = [
    {
        rule: "logs-retention",
        type: "aws:cloudwatch/logGroup:LogGroup",
        set: { retentionInDays: undefined },
    },
];
