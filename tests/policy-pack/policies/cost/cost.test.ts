import { costPricesKnown } from "../../../../policy-pack/policies/cost/pricesKnown";
import { costWithinBudget } from "../../../../policy-pack/policies/cost/withinBudget";
import { type Sent, UNKNOWN } from "../../support/engine";
import { testStackRule } from "../../support/stackFixtures";

/** 32.85 US dollars a month in us-east-1, and 0.22 for data. */
const nat: Sent = { type: "aws:ec2/natGateway:NatGateway", name: "nat", props: { region: "us-east-1" } };
const budget = (limitAmount: unknown, props = {}): Sent => ({
    type: "aws:budgets/budget:Budget",
    name: "budget",
    props: { budgetType: "COST", timeUnit: "MONTHLY", limitUnit: "USD", limitAmount, ...props },
});
const filters = (value: string) => ({ costFilters: [{ name: "Service", values: [value] }] });
const unpriced: Sent = { type: "aws:redshift/cluster:Cluster", name: "numbers", props: {} };
const balancer = (subnets: unknown): Sent => ({
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "public",
    props: { subnets },
});

testStackRule(costWithinBudget, {
    satisfied: {
        "a stack within its budget": [nat, budget("34")],
        "a stack without a budget": [nat],
        "a budget of something else": [nat, budget("1", filters("AWS Lambda"))],
        "a budget that can't be compared": [nat, budget("1", { limitUnit: "EUR" })],
    },
    broken: {
        "a stack that costs more": [
            [nat, budget("33")],
            /limitAmount is 33\.00 US .* at least 33\.08/,
            "budget",
        ],
        "a limit a year": [[nat, budget("390", { timeUnit: "ANNUALLY" })], /is 32\.50/, "budget"],
        "a part that costs more": [
            [nat, budget("30", filters("Amazon Virtual Private Cloud"))],
            /Amazon Virtual Private Cloud costs at least/,
            "budget",
        ],
        "a limit that is no number": [
            [nat, budget("much")],
            /is a string where a number is expected/,
            "budget",
        ],
    },
    unknown: {
        "the limit is": [[nat, budget(UNKNOWN)], "deferred"],
        "a price is, of a stack within its budget otherwise": [[nat, unpriced, budget("34")], "deferred"],
        "a price is, of a stack that costs too much without it": [[nat, unpriced, budget("33")], "fails"],
        "its budget type is": [[nat, budget("1", { budgetType: UNKNOWN })], "fails"],
        "its time is": [[nat, budget("1", { timeUnit: UNKNOWN })], "fails"],
        "its currency is": [[nat, budget("1", { limitUnit: UNKNOWN })], "fails"],
        "the filters are, because AWS leaves them empty": [
            [nat, budget("33", { costFilters: UNKNOWN })],
            "fails",
        ],
    },
});

testStackRule(costWithinBudget, {
    satisfied: {},
    broken: {
        "the configured budget, at its limit": [
            [{ ...nat, name: "first" }],
            /^monthlyUsd is 36\.00/,
            "first",
        ],
    },
    unknown: {},
    asked: {
        settings: {
            "cost-within-budget": { monthlyUsd: 36, measure: "high", region: "us-east-1", assumptions: {} },
        },
    },
});

testStackRule(costPricesKnown, {
    saysValues: "which size, class or region the table of prices lacks is all that there is to say",
    satisfied: { "what has a price, or costs nothing": [nat, { type: "aws:iam/role:Role", props: {} }] },
    broken: {
        "a type without a price": [[unpriced], /price is not known: .* aws:redshift/, "numbers"],
        "a size without a price": [
            [{ type: "aws:ec2/instance:Instance", name: "big", props: { instanceType: "x9.huge" } }],
            /no x9\.huge of ec2/,
            "big",
        ],
        "a region without prices": [
            [{ ...nat, props: { region: "sa-east-1" } }],
            /no nat of vpc in sa-east-1/,
            "nat",
        ],
        "several of one type": [
            [unpriced, { ...unpriced, name: "more" }, { ...unpriced, name: "most" }],
            /^price is not known: .* aws:redshift[^;]*; nor are those of 2 more\. [^\n]*$/,
            "numbers",
        ],
        "several kinds in a region without prices": [
            [
                { ...nat, props: { region: "sa-east-1" } },
                { type: "aws:kms/key:Key", name: "key", props: { region: "sa-east-1" } },
            ],
            /^price is not known: .* in sa-east-1; nor are those of 1 more\. [^\n]*$/,
            "nat",
        ],
    },
    unknown: {
        "the number of zones is": [[balancer(UNKNOWN)], "deferred"],
        "a zone is, but not how many there are": [[balancer([UNKNOWN, UNKNOWN])], "passes"],
    },
});
