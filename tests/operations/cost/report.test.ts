import assert from "node:assert/strict";

import { assumptionRows, budgetRows, costReport, costRows } from "../../../operations/cost/report";
import { readAssumptions } from "../../../cost/assumptions";
import type { CostResource } from "../../../cost/types";

const make = (type: string, name: string, props = {}): CostResource => ({
    urn: `urn:pulumi:s::p::${type}::${name}`,
    type,
    name,
    props,
    parent: "urn:pulumi:s::p::shop:index:Net::main",
});

const budget = (name: string, limitAmount: string, props = {}): CostResource =>
    make("aws:budgets/budget:Budget", name, {
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitUnit: "USD",
        limitAmount,
        ...props,
    });

const { assumptions } = readAssumptions({ natGb: { low: 10, high: 100 } });

const report = costReport(
    [
        { ...make("shop:index:Net", "main"), parent: undefined },
        make("aws:ec2/natGateway:NatGateway", "a"),
        make("aws:ec2/natGateway:NatGateway", "b"),
        make("aws:redshift/cluster:Cluster", "r"),
        budget("cap", "70"),
        budget("low", "50"),
        budget("network", "200", {
            costFilters: [{ name: "Service", values: ["Amazon Virtual Private Cloud"] }],
        }),
    ],
    { stack: "dev", region: "us-east-1", assumptions },
);

describe("a cost report", () => {
    it("adds up equal items, and marks assumed ones", () => {
        assert.deepEqual(costRows(report), [
            ["Net main", "", "", "66.60 – 74.70"],
            ["", "NAT gateway (2 resources)", "1460 hour × 0.045", "65.70"],
            ["", "data through it (2 resources) *", "20 – 200 GB × 0.045", "0.90 – 9.00"],
            ["Total", "", "", "66.60 – 74.70"],
        ]);
    });

    it("compares the estimate with each budget", () => {
        assert.deepEqual(budgetRows(report), [
            ["cap", "everything", "70.00", "66.60 – 74.70", "kept, unless the month is a busy one"],
            ["low", "everything", "50.00", "66.60 – 74.70", "exceeded"],
            ["network", "Amazon Virtual Private Cloud", "200.00", "66.60 – 74.70", "kept"],
        ]);
        assert.deepEqual(
            report.budgets.map(({ exceeded }) => exceeded),
            [false, true, false],
        );
    });

    it("lists uncounted items, and the assumptions with most effect", () => {
        assert.deepEqual(
            report.unknown.map(({ type, component }) => [type, component]),
            [["aws:redshift/cluster:Cluster", "Net main"]],
        );
        assert.deepEqual(assumptionRows(report), [["natGb", "10 – 100"]]);
    });

    it("is plain JSON with its inputs", () => {
        const { stack, region, hoursPerMonth, totalUsd } = JSON.parse(
            JSON.stringify(report),
        ) as typeof report;
        assert.deepEqual([stack, region, hoursPerMonth], ["dev", "us-east-1", 730]);
        assert.equal(totalUsd.low.toFixed(2), "66.60");
    });
});
