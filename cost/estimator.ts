import type { Assumptions } from "./assumptions";
import type { Stack } from "./stack";
import type { CostResource, Line, Undetermined } from "./types";

/** Context of a resource. */
export interface Context {
    readonly stack: Stack;
    readonly assumptions: Assumptions;
    /** Region of the resource. */
    readonly region: string;
}

/**
 * The lines of one type of resource, some of which may not be known while the others are.
 *
 * @throws Undetermined if an input of the price is unknown
 */
export type Estimator = (resource: CostResource, context: Context) => (Line | Undetermined)[];

/** Estimators by type token. */
export type Estimators = Readonly<Record<string, Estimator>>;
