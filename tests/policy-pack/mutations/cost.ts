import type { Mutation } from "./mutation";

export const cost: readonly Mutation[] = [
    {
        rule: "cost-prices-known",
        type: "aws:lb/loadBalancer:LoadBalancer",
        set: { loadBalancerType: "quantum" },
    },
    {
        rule: "cost-within-budget",
        type: "aws:budgets/budget:Budget",
        name: "cost-guard",
        set: { limitAmount: "500" },
    },
];
