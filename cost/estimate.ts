/**
 * What a stack costs in a month, from its resources, the price table and assumptions on its use. Pure: the same
 * resources give the same estimate, and nothing is asked of AWS.
 */
import { ASSUMPTIONS, type Assumptions } from "./assumptions";
import type { Estimator } from "./estimator";
import { isFree } from "./free";
import { priceOf } from "./prices";
import { plus, times } from "./ranges";
import { ESTIMATORS } from "./services";
import { Stack } from "./stack";
import {
    type CostItem,
    type CostResource,
    type Estimate,
    type Line,
    Undetermined,
    UNKNOWN,
    type UnknownCost,
} from "./types";

export interface EstimateOptions {
    /** Region of the resources that do not name their own. */
    readonly region: string;
    /** How much the stack is used. @default the table in assumptions.ts */
    readonly assumptions?: Assumptions;
}

/** Estimates a stack. Resources without a price or a known amount are listed and not counted. */
export function estimate(
    resources: readonly CostResource[],
    { region, assumptions = ASSUMPTIONS }: EstimateOptions,
): Estimate {
    const stack = new Stack(resources);
    const items: CostItem[] = [];
    const unknown: UnknownCost[] = [];
    for (const resource of resources) {
        const found = estimatorOf(resource, stack);
        if (found === undefined) continue;
        const of = { urn: resource.urn, component: stack.componentOf(resource) };
        const fail = (error: unknown): void => {
            if (!(error instanceof Undetermined)) throw error;
            const { message: reason, path, service } = error;
            unknown.push({
                ...of,
                type: resource.type,
                reason,
                ...(path === undefined ? {} : { path }),
                ...(service === undefined ? {} : { service }),
            });
        };
        try {
            const own = regionOf(resource) ?? region;
            for (const line of found(resource, { stack, assumptions, region: own })) {
                try {
                    if (line instanceof Undetermined) throw line;
                    items.push({ ...of, ...priced(line, own) });
                } catch (error) {
                    fail(error);
                }
            }
        } catch (error) {
            fail(error);
        }
    }
    return { items, unknown, total: plus(...items.map(({ monthlyUsd }) => monthlyUsd)) };
}

/** Undefined for free resources. */
function estimatorOf(resource: CostResource, stack: Stack): Estimator | undefined {
    const { type } = resource;
    const known = ESTIMATORS[type];
    if (known) return known;
    if (isFree(type) || stack.isComponent(resource)) return undefined;
    return () => {
        throw new Undetermined(`the price table has no entry for ${type}`);
    };
}

/** Resources may be in another region than their provider. */
function regionOf({ props }: CostResource): string | undefined {
    const { region } = props;
    return typeof region === "string" && region !== UNKNOWN && region !== "" ? region : undefined;
}

function priced(line: Line, region: string): Omit<CostItem, "urn" | "component"> {
    const { what, quantity, assumptions = [] } = line;
    const { service, unit, usd, confidence } = priceOf(line.price, line.region ?? region);
    const monthlyUsd = times(quantity, usd);
    return { service, what, quantity, unit, unitPrice: usd, confidence, monthlyUsd, assumptions };
}
