/** Inputs and results of an estimate. */

/** Placeholder of an unknown value; the text that the engine uses in previews. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as an estimate needs it: from a preview, from a deployed state, or from a policy's arguments. */
export interface CostResource {
    readonly urn: string;
    /** Type token, such as `aws:ec2/natGateway:NatGateway`. */
    readonly type: string;
    readonly name: string;
    /** Inputs or outputs; unknown values are {@link UNKNOWN}. */
    readonly props: Readonly<Record<string, unknown>>;
    /** URN of the parent. @default none */
    readonly parent?: string | undefined;
    /** Whether a provider makes it, as opposed to a component. @default judged by the type token */
    readonly custom?: boolean | undefined;
    /** URNs of referenced resources: finds the cluster of an instance before names are known. @default none */
    readonly dependencies?: readonly string[] | undefined;
}

/** From a month with little load and minimum scaling to a month at every limit. */
export interface Range {
    readonly low: number;
    readonly high: number;
}

/**
 * How sure a price is: a public source confirms it, it was put down from AWS's page and nothing confirms it, or it is
 * derived from another region's.
 */
export type Confidence = "confirmed" | "unconfirmed" | "derived";

/** A line of the bill: quantity × unit price. */
export interface CostItem {
    readonly urn: string;
    /** The outermost component that it belongs to, such as `Database app`; its own kind and name if there is none. */
    readonly component: string;
    /** As the bill calls it, and as the filters of AWS Budgets do. */
    readonly service: string;
    /** What is paid for, in words. */
    readonly what: string;
    readonly quantity: Range;
    /** What the quantity counts, such as `ACU-hour`. */
    readonly unit: string;
    /** US dollars for one unit. */
    readonly unitPrice: number;
    readonly confidence: Confidence;
    /** quantity × unitPrice. */
    readonly monthlyUsd: Range;
    /** Names of the assumptions that the quantity rests on; empty if it follows from the resources alone. */
    readonly assumptions: readonly string[];
}

/** A billed resource whose price is unknown; never counted as free. */
export interface UnknownCost {
    readonly urn: string;
    readonly type: string;
    readonly component: string;
    /** What is missing, in a sentence. */
    readonly reason: string;
    /** The property whose value is not known yet, if it is that. */
    readonly path?: string;
    /** As the bill calls it, if the price is of a known service. */
    readonly service?: string;
}

/** Cost of a stack in a month of 730 hours. */
export interface Estimate {
    readonly items: readonly CostItem[];
    readonly unknown: readonly UnknownCost[];
    readonly total: Range;
}

/** One line of an estimator: a price by its name in the table, and how much of it. */
export interface Line {
    readonly what: string;
    /** `<service>/<price>` in prices.json. */
    readonly price: string;
    readonly quantity: Range;
    readonly assumptions?: readonly string[];
    /** Region that the price is of. @default the resource's own */
    readonly region?: string;
}

/** Thrown where a price is undetermined; becomes an {@link UnknownCost}. */
export class Undetermined extends Error {
    override readonly name = "Undetermined";

    /** The property whose value is not known yet, if it is that. */
    readonly path?: string;
    /** As the bill calls it, if it is known. */
    readonly service?: string;

    constructor(message: string, { path, service }: Pick<UnknownCost, "path" | "service"> = {}) {
        super(message);
        if (path !== undefined) this.path = path;
        if (service !== undefined) this.service = service;
    }
}
