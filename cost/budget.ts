/** The budgets that a stack sets itself, and how its estimate stands to them. */
import { plus } from "./ranges";
import { read } from "./stack";
import { type CostItem, type CostResource, type Estimate, type Range, Undetermined } from "./types";

const BUDGET = "aws:budgets/budget:Budget";

/** Parts of a month that a budget is for. */
const MONTHS: Readonly<Record<string, number>> = { MONTHLY: 1, QUARTERLY: 3, ANNUALLY: 12 };

/** A budget for costs, in US dollars a month. */
export interface Budget {
    /** URN of the budget; undefined if it was given from outside. */
    readonly urn?: string;
    readonly name: string;
    readonly limitUsd: number;
    /** Services as the bill calls them. @default all of them */
    readonly services?: readonly string[] | undefined;
}

/** A budget and the part of the estimate that it is for. */
export interface BudgetUse extends Budget {
    readonly costUsd: Range;
}

/**
 * Budgets in a stack, those for all costs first. Left out is what an estimate can't be held against: budgets for
 * usage or savings, by the day, in other currencies, or for parts that are cut in other ways than by service.
 */
export function budgetsOf(resources: readonly CostResource[]): Budget[] {
    return resources
        .filter(({ type }) => type === BUDGET)
        .flatMap((resource) => {
            try {
                return budgetOf(resource);
            } catch (error) {
                // What is not known yet can't be kept or exceeded.
                if (error instanceof Undetermined) return [];
                throw error;
            }
        })
        .sort((a, b) => Number(a.services !== undefined) - Number(b.services !== undefined));
}

function budgetOf(resource: CostResource): Budget[] {
    const { urn, name } = resource;
    const budget = read(resource);
    const months = MONTHS[budget.text("timeUnit") ?? ""];
    const filters = budget.readers("costFilters");
    const isComparable =
        budget.text("budgetType") === "COST" &&
        budget.text("limitUnit") === "USD" &&
        filters.every((filter) => filter.text("name") === "Service");
    const limit = budget.number("limitAmount");
    if (!isComparable || months === undefined || limit === undefined) return [];
    const services = filters.flatMap((filter) => filter.list("values").map(String));
    return [{ urn, name, limitUsd: limit / months, ...(filters.length === 0 ? {} : { services }) }];
}

/** What of an estimate each budget is for. */
export function useOfBudgets({ items, total }: Estimate, budgets: readonly Budget[]): BudgetUse[] {
    const sum = (of: readonly CostItem[]): Range => plus(...of.map(({ monthlyUsd }) => monthlyUsd));
    return budgets.map((budget) => {
        const { services } = budget;
        const costUsd = services ? sum(items.filter(({ service }) => services.includes(service))) : total;
        return { ...budget, costUsd };
    });
}
