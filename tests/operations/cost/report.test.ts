import assert from "node:assert/strict";

import {
    assumptionRows,
    budgetRows,
    confidenceText,
    costReport,
    costRows,
    savingRows,
} from "../../../operations/cost/report";
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
            ["cap", "everything", "70.00", "66.60 – 74.70", "can't be told: prices are missing"],
            ["low", "everything", "50.00", "66.60 – 74.70", "exceeded"],
            [
                "network",
                "Amazon Virtual Private Cloud",
                "200.00",
                "66.60 – 74.70",
                "can't be told: prices are missing",
            ],
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

    it("names the settings that decide on the dearest parts, where a budget is exceeded", () => {
        const database = { ...make("shop:index:Database", "app"), parent: undefined };
        const part = (type: string, name: string, of: CostResource[], props = {}): CostResource => ({
            ...make(type, name, props),
            parent: database.urn,
            dependencies: of.map(({ urn }) => urn),
        });
        const cluster = part("aws:rds/cluster:Cluster", "app", [], {
            serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 2 },
        });
        const writer = part("aws:rds/clusterInstance:ClusterInstance", "app", [cluster], {
            instanceClass: "db.serverless",
        });
        const proxy = part("aws:rds/proxy:Proxy", "app-proxy", []);
        const target = part("aws:rds/proxyTarget:ProxyTarget", "app-proxy", [cluster, proxy]);
        const savings = (limit: string): string[][] =>
            savingRows(
                costReport([database, cluster, writer, proxy, target, budget("cap", limit)], {
                    stack: "prod",
                    region: "us-east-1",
                    assumptions,
                }),
            );
        assert.deepEqual(savings("50"), [
            ["Database app", "the proxy of the database", "87.60", "plumbline:databases.app.proxy: false"],
        ]);
        assert.deepEqual(savings("5000"), []);
    });

    it("says how sure its prices are", () => {
        assert.equal(confidenceText(report), "2 confirmed, 0 unconfirmed, 0 derived from another region's");
        const indian = costReport(
            [
                make("aws:ec2/natGateway:NatGateway", "a"),
                make("aws:elasticache/cluster:Cluster", "c", {
                    engine: "redis",
                    nodeType: "cache.t4g.micro",
                    numCacheNodes: 1,
                }),
            ],
            {
                stack: "dev",
                region: "ap-south-1",
                assumptions,
            },
        );
        assert.deepEqual(indian.unknown, []);
        assert.match(confidenceText(indian), /^1 confirmed, 1 unconfirmed, 1 derived from another region's$/);
    });

    it("is plain JSON with its inputs", () => {
        const { stack, region, hoursPerMonth, totalUsd } = JSON.parse(
            JSON.stringify(report),
        ) as typeof report;
        assert.deepEqual([stack, region, hoursPerMonth], ["dev", "us-east-1", 730]);
        assert.equal(totalUsd.low.toFixed(2), "66.60");
    });
});
