/** What an estimate is made from, and what it is made of. */

/** Stands for a value that is not known yet; the same text that the engine uses in previews. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as an estimate needs it: from a preview, from a deployed state, or from a policy's arguments. */
export interface CostResource {
    readonly urn: string;
    /** Type token, such as `aws:ec2/natGateway:NatGateway`. */
    readonly type: string;
    readonly name: string;
    /** Inputs or outputs; what is not known yet is {@link UNKNOWN}. */
    readonly props: Readonly<Record<string, unknown>>;
    /** URN of the parent. @default none */
    readonly parent?: string | undefined;
    /** Whether a provider makes it, as opposed to a component. @default judged by the type token */
    readonly custom?: boolean | undefined;
    /** URNs of what it refers to: finds the cluster of an instance while no name is known yet. @default none */
    readonly dependencies?: readonly string[] | undefined;
}

/** From a month in which little happens and everything has scaled in, to one in which everything is at its limit. */
export interface Range {
    readonly low: number;
    readonly high: number;
}

/** Something that appears on the bill: quantity × unit price. */
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
    /** quantity × unitPrice. */
    readonly monthlyUsd: Range;
    /** Names of the assumptions that the quantity rests on; empty if it follows from the resources alone. */
    readonly assumptions: readonly string[];
}

/** Something that costs money, but nobody here knows how much: never counted as nothing. */
export interface UnknownCost {
    readonly urn: string;
    readonly type: string;
    readonly component: string;
    /** What is missing, in a sentence. */
    readonly reason: string;
    /** The property whose value is not known yet, if it is that. */
    readonly path?: string;
}

/** What a stack costs in a month of 730 hours. */
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

/** Thrown where a price cannot be told; becomes an {@link UnknownCost}. */
export class Undetermined extends Error {
    override readonly name = "Undetermined";

    /** @param path the property whose value is not known yet, if it is that */
    constructor(
        message: string,
        readonly path?: string,
    ) {
        super(message);
    }
}
