import assert from "node:assert/strict";

import { budgetsOf, useOfBudgets } from "../../cost/budget";
import type { CostItem, CostResource, Estimate } from "../../cost/types";

const budget = (name: string, props: CostResource["props"]): CostResource => ({
    urn: `urn:pulumi:s::p::aws:budgets/budget:Budget::${name}`,
    type: "aws:budgets/budget:Budget",
    name,
    props: { budgetType: "COST", timeUnit: "MONTHLY", limitUnit: "USD", limitAmount: "100", ...props },
});

const item = (service: string, low: number, high: number): CostItem => ({
    urn: service,
    component: "c",
    service,
    what: service,
    unit: "u",
    unitPrice: 1,
    quantity: { low, high },
    monthlyUsd: { low, high },
    assumptions: [],
});

describe("the budgets of a stack", () => {
    it("are the monthly cost budgets, the whole before its parts", () => {
        const found = budgetsOf([
            budget("part", { costFilters: [{ name: "Service", values: ["AWS Lambda"] }], limitAmount: "5" }),
            budget("whole", { limitAmount: "100.0" }),
        ]);
        assert.deepEqual(
            found.map(({ name, limitUsd, services }) => ({ name, limitUsd, services })),
            [
                { name: "whole", limitUsd: 100, services: undefined },
                { name: "part", limitUsd: 5, services: ["AWS Lambda"] },
            ],
        );
    });

    it("are converted to a month", () => {
        const limits = ["MONTHLY", "QUARTERLY", "ANNUALLY"].map((timeUnit) =>
            budgetsOf([budget("b", { timeUnit })]),
        );
        assert.deepEqual(
            limits.map(([one]) => one?.limitUsd),
            [100, 100 / 3, 100 / 12],
        );
    });

    it("exclude budgets that no estimate can match", () => {
        const others = [
            { budgetType: "USAGE" },
            { timeUnit: "DAILY" },
            { limitUnit: "EUR" },
            { limitAmount: undefined },
            { costFilters: [{ name: "TagKeyValue", values: ["user:Team$shop"] }] },
        ];
        assert.deepEqual(
            others.flatMap((props) => budgetsOf([budget("other", props)])),
            [],
        );
    });

    it("are each compared with the costs they cover", () => {
        const estimate: Estimate = {
            items: [item("AWS Lambda", 1, 2), item("Amazon CloudFront", 10, 20), item("AWS X-Ray", 3, 3)],
            unknown: [],
            total: { low: 14, high: 25 },
        };
        const used = useOfBudgets(estimate, [
            { name: "whole", limitUsd: 100 },
            { name: "part", limitUsd: 5, services: ["AWS Lambda", "AWS X-Ray"] },
        ]);
        assert.deepEqual(
            used.map(({ costUsd }) => costUsd),
            [
                { low: 14, high: 25 },
                { low: 4, high: 5 },
            ],
        );
    });
});
