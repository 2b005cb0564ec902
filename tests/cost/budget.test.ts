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
    confidence: "confirmed",
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

    const lacking = (service?: string): Estimate => ({
        items: [item("AWS Lambda", 1, 2), item("Amazon CloudFront", 10, 20)],
        unknown: [
            { urn: "u", type: "t", component: "c", reason: "no price", ...(service ? { service } : {}) },
        ],
        total: { low: 11, high: 22 },
    });
    const verdicts = (estimate: Estimate): string[] =>
        useOfBudgets(estimate, [
            { name: "roomy", limitUsd: 100 },
            { name: "tight", limitUsd: 10 },
            { name: "part", limitUsd: 15, services: ["Amazon CloudFront"] },
        ]).map(({ verdict }) => verdict);

    it("are kept, exceeded in a busy month, or exceeded", () => {
        assert.deepEqual(verdicts({ ...lacking(), unknown: [] }), ["kept", "exceeded", "busy"]);
    });

    it("are not said to be kept while a resource has no price", () => {
        assert.deepEqual(verdicts(lacking()), ["unknown", "exceeded", "unknown"]);
    });

    it("for a service are judged although the price of another service is missing", () => {
        assert.deepEqual(verdicts(lacking("AWS X-Ray")), ["unknown", "exceeded", "busy"]);
        assert.deepEqual(verdicts(lacking("Amazon CloudFront")), ["unknown", "exceeded", "unknown"]);
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
