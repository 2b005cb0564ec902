import { grouped } from "../model/lists";
import { plus } from "./ranges";
import type { CostItem, Estimate, Range } from "./types";

/** Items that differ in nothing but the resource, added up. */
export type ComponentLine = Omit<CostItem, "urn" | "component"> & {
    /** How many resources it is the sum of. */
    readonly resources: number;
};

/** Cost of a component. */
export interface ComponentCost {
    readonly component: string;
    readonly monthlyUsd: Range;
    /** The dearest first. */
    readonly lines: readonly ComponentLine[];
}

/** An estimate by component, the dearest first. */
export function byComponent({ items }: Estimate): ComponentCost[] {
    const components = [...grouped(items, ({ component }) => component).values()].map((own) => ({
        component: own[0].component,
        monthlyUsd: plus(...own.map(({ monthlyUsd }) => monthlyUsd)),
        lines: [...grouped(own, lineOf).values()].map(summed).sort(dearest),
    }));
    return components.sort(dearest);
}

/** What a line adds up: equal things at one price. */
function lineOf({ service, what, unit, unitPrice }: CostItem): string {
    return JSON.stringify([service, what, unit, unitPrice]);
}

function summed(items: readonly [CostItem, ...CostItem[]]): ComponentLine {
    const [{ service, what, unit, unitPrice, confidence, assumptions }] = items;
    return {
        service,
        what,
        quantity: plus(...items.map(({ quantity }) => quantity)),
        unit,
        unitPrice,
        confidence,
        monthlyUsd: plus(...items.map(({ monthlyUsd }) => monthlyUsd)),
        assumptions,
        resources: items.length,
    };
}

function dearest(a: { readonly monthlyUsd: Range }, b: { readonly monthlyUsd: Range }): number {
    return b.monthlyUsd.low - a.monthlyUsd.low || b.monthlyUsd.high - a.monthlyUsd.high;
}
