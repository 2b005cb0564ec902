import { Undetermined } from "../../cost/types";
import type { QuotaName } from "./quotas";

/** The need of a stack for one quota. */
export interface Need {
    readonly quota: QuotaName;
    /** The scope of the quota, if it is not the region: a zone. @default "" */
    readonly where?: string;
    /** Of the stack's resources whose amount is known. */
    readonly amount: number;
    /** The amount that must stay free beside it. @default 0 */
    readonly spare?: number;
    /** Why the amount could be higher: of the resources whose amount is unknown. */
    readonly unclear: readonly string[];
}

/** An amount, and why it could be higher. */
export type Tally = Pick<Need, "amount" | "unclear">;

/** Adds up the amounts of resources; an unknown amount is named instead of guessed. */
export function tally<T extends { readonly name: string }>(
    things: readonly T[],
    amountOf: (thing: T) => number,
): Tally {
    let amount = 0;
    const unclear: string[] = [];
    for (const thing of things) {
        try {
            amount += amountOf(thing);
        } catch (error) {
            if (!(error instanceof Undetermined)) throw error;
            unclear.push(`${thing.name}: ${error.message}`);
        }
    }
    return { amount, unclear };
}

/** Rounds up; shares of a whole are no exact numbers in binary. */
export function roundUp(value: number): number {
    return Math.ceil(value - 1e-9);
}
