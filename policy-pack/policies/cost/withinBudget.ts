import { readAssumptions } from "../../../cost/assumptions";
import { budgetsOf, useOfBudgets } from "../../../cost/budget";
import { estimate } from "../../../cost/estimate";
import { regionOfStack, stackResources } from "./stackResources";
import { stackRule } from "../../core/rule";
import { perMonth, SETTINGS } from "./settings";

export const costWithinBudget = stackRule({
    name: "cost-within-budget",
    title: "The estimated cost is within the budgets",
    description: "A stack whose idle cost exceeds the budget raises the budget alarm every month.",
    severity: "medium",
    catalogues: {},
    remediation:
        "Make the stack cheaper (`plumb cost` lists the settings that decide on its dearest parts), or raise limitAmount of the budget (or monthlyUsd of this rule).",
    url: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
    // A limit that is not known yet is held against the deployed state; so is what lacks a price (cost-prices-known).
    deferred: ["limitAmount", "price"],
    settings: SETTINGS,
    check(stack, settings) {
        const raw = stack.resources.map((resource) => resource.raw);
        const resources = stackResources(raw);
        const { assumptions, problems } = readAssumptions(settings.texts("assumptions"));
        const region = regionOfStack(raw) ?? settings.string("region");
        const estimated = estimate(resources, { region, assumptions });
        for (const budget of stack.all("aws:budgets/budget:Budget")) {
            budget.number("limitAmount", 0);
            // The estimate does not compare with these budgets.
            for (const path of ["budgetType", "limitUnit", "timeUnit"]) budget.string(path, "");
        }
        const given = settings.number("monthlyUsd");
        const budgets = given > 0 ? [{ name: "monthlyUsd", limitUsd: given }] : budgetsOf(resources);
        const [root] = stack.resources;
        if (problems.length > 0) root?.fail("assumptions", `of cost-within-budget: ${problems.join("; ")}`);
        for (const { urn, name, limitUsd, services, costUsd } of useOfBudgets(estimated, budgets)) {
            const cost = costUsd[settings.string("measure") === "high" ? "high" : "low"];
            const subject = stack.resources.find((resource) => resource.urn === urn) ?? root;
            // What has no price may be too much.
            if (cost <= limitUsd && estimated.unknown.length > 0) subject?.defer("price");
            if (cost <= limitUsd) continue;
            const part = services === undefined ? "the stack" : services.join(", ");
            subject?.fail(
                urn === undefined ? name : "limitAmount",
                `is ${perMonth(limitUsd)}, and ${part} costs at least ${perMonth(cost)}`,
            );
        }
    },
});
