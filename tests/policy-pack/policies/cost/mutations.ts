import type { Mutation } from "../../mutations/mutation";

export const cost: readonly Mutation[] = [
    {
        rule: "cost-prices-known",
        type: "aws:elasticache/replicationGroup:ReplicationGroup",
        set: { nodeType: "cache.quantum.large" },
    },
    {
        rule: "cost-within-budget",
        type: "aws:budgets/budget:Budget",
        name: "cost-guard",
        set: { limitAmount: "500" },
    },
];
