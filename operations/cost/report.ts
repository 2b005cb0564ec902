/** An estimate as JSON and as text. */
import type { Assumptions } from "../../cost/assumptions";
import { budgetsOf, type BudgetUse, useOfBudgets, type Verdict } from "../../cost/budget";
import { byComponent, type ComponentCost } from "../../cost/byComponent";
import { estimate } from "../../cost/estimate";
import { OLDEST } from "../../cost/prices";
import { HOURS } from "../../cost/ranges";
import type { Confidence, CostItem, CostResource, Range, UnknownCost } from "../../cost/types";
import { type Saving, savingsIn } from "./savings";

/** A budget, and whether the stack can stay within it. */
export interface JudgedBudget extends BudgetUse {
    /** True if even a month in which little happens costs more. */
    readonly exceeded: boolean;
}

export interface CostReport {
    readonly stack: string;
    readonly region: string;
    readonly hoursPerMonth: number;
    /** Year and month of the oldest price. */
    readonly pricesAsOf: string;
    readonly totalUsd: Range;
    readonly budgets: readonly JudgedBudget[];
    /** Optional parts by their settings, the dearest first; empty unless a budget is exceeded. */
    readonly savings: readonly Saving[];
    readonly components: readonly ComponentCost[];
    readonly items: readonly CostItem[];
    readonly unknown: readonly UnknownCost[];
    /** Those that the estimate rests on. */
    readonly assumptions: Readonly<Record<string, Range>>;
}

/** Estimates a stack and holds that against its own budgets. */
export function costReport(
    resources: readonly CostResource[],
    { stack, region, assumptions }: { stack: string; region: string; assumptions: Assumptions },
): CostReport {
    const estimated = estimate(resources, { region, assumptions });
    const used = [...new Set(estimated.items.flatMap((item) => item.assumptions))].sort();
    const ranges: Readonly<Record<string, Range>> = assumptions;
    const budgets = useOfBudgets(estimated, budgetsOf(resources)).map((budget) => ({
        ...budget,
        exceeded: budget.verdict === "exceeded",
    }));
    return {
        stack,
        region,
        hoursPerMonth: HOURS,
        pricesAsOf: OLDEST,
        totalUsd: estimated.total,
        budgets,
        savings: budgets.some(({ exceeded }) => exceeded) ? savingsIn(estimated.items) : [],
        components: byComponent(estimated),
        items: estimated.items,
        unknown: estimated.unknown,
        assumptions: Object.fromEntries(
            used.map((name) => {
                const { low = 0, high = 0 } = ranges[name] ?? {};
                return [name, { low, high }];
            }),
        ),
    };
}

/** Rows of component, what, quantity × unit price, US dollars a month. A star marks what rests on an assumption. */
export function costRows({ components, totalUsd }: CostReport): string[][] {
    const rows = components.flatMap(({ component, monthlyUsd, lines }) => [
        [component, "", "", usd(monthlyUsd)],
        ...lines.map((line) => [
            "",
            `${line.what}${line.resources > 1 ? ` (${line.resources} resources)` : ""}${line.assumptions.length > 0 ? " *" : ""}`,
            `${range(line.quantity, amount)} ${line.unit} × ${line.unitPrice}`,
            usd(line.monthlyUsd),
        ]),
    ]);
    return [...rows, ["Total", "", "", usd(totalUsd)]];
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
    exceeded: "exceeded",
    busy: "kept, unless the month is a busy one",
    kept: "kept",
    unknown: "can't be told: prices are missing",
};

/** How many prices of the estimate are how sure: "41 confirmed, 3 unconfirmed, 12 derived from another region's". */
export function confidenceText({ items }: Pick<CostReport, "items">): string {
    const prices = new Map(
        items.map(({ service, what, unit, unitPrice, confidence }) => [
            JSON.stringify([service, what, unit, unitPrice]),
            confidence,
        ]),
    );
    const count = (of: Confidence): number => [...prices.values()].filter((one) => one === of).length;
    return [
        `${count("confirmed")} confirmed`,
        `${count("unconfirmed")} unconfirmed`,
        `${count("derived")} derived from another region's`,
    ].join(", ");
}

/** Rows of budget, limit, estimate, verdict. */
export function budgetRows({ budgets }: CostReport): string[][] {
    return budgets.map(({ name, limitUsd, costUsd, verdict, services }) => [
        name,
        services?.join(", ") ?? "everything",
        limitUsd.toFixed(2),
        usd(costUsd),
        VERDICTS[verdict],
    ]);
}

/** Rows of component, part, US dollars a month, setting. */
export function savingRows({ savings }: CostReport): string[][] {
    return savings.map(({ component, what, monthlyUsd, setting }) => [
        component,
        what,
        usd(monthlyUsd),
        setting,
    ]);
}

/** Rows of assumption and range. */
export function assumptionRows({ assumptions }: CostReport): string[][] {
    return Object.entries(assumptions).map(([name, value]) => [name, range(value, amount)]);
}

function usd(value: Range): string {
    return range(value, (it) => it.toFixed(2));
}

function range({ low, high }: Range, format: (value: number) => string): string {
    const [from, to] = [format(low), format(high)];
    return from === to ? from : `${from} – ${to}`;
}

/** Significant digits only. */
function amount(value: number): string {
    if (value === 0 || value >= 100) return Math.round(value).toString();
    return String(Number(value.toPrecision(3)));
}
