/** Budgets in a stack, compared with its estimate. */
import { plus } from "./ranges";
import { read } from "./stack";
import { type CostItem, type CostResource, type Estimate, type Range, Undetermined } from "./types";

const BUDGET = "aws:budgets/budget:Budget";

/** Months per period of a budget. */
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

/**
 * What an estimate says of a budget: exceeded even in a month in which little happens, exceeded in a busy month, kept,
 * or not to be told, because something that the budget covers has no price.
 */
export type Verdict = "exceeded" | "busy" | "kept" | "unknown";

/** A budget and the part of the estimate that it covers. */
export interface BudgetUse extends Budget {
    readonly costUsd: Range;
    readonly verdict: Verdict;
}

/**
 * Budgets in a stack, budgets for all costs first. Excluded, because an estimate does not compare with them: usage and
 * savings budgets, daily budgets, other currencies, and filters other than by service.
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

/** Share of the estimate that each budget covers, and whether the budget holds. */
export function useOfBudgets({ items, unknown, total }: Estimate, budgets: readonly Budget[]): BudgetUse[] {
    const sum = (of: readonly CostItem[]): Range => plus(...of.map(({ monthlyUsd }) => monthlyUsd));
    return budgets.map((budget) => {
        const { services, limitUsd } = budget;
        const costUsd = services ? sum(items.filter(({ service }) => services.includes(service))) : total;
        // A resource without a price belongs to any service, unless its service is known.
        const isIncomplete = unknown.some(
            ({ service }) => services === undefined || service === undefined || services.includes(service),
        );
        return { ...budget, costUsd, verdict: verdictOf(costUsd, limitUsd, isIncomplete) };
    });
}

function verdictOf({ low, high }: Range, limitUsd: number, isIncomplete: boolean): Verdict {
    if (low > limitUsd) return "exceeded";
    if (isIncomplete) return "unknown";
    return high > limitUsd ? "busy" : "kept";
}
