import type { Assumptions } from "../assumptions";
import type { Stack } from "../stack";
import type { CostResource, Line } from "../types";

/** What surrounds a resource. */
export interface Context {
    readonly stack: Stack;
    readonly assumptions: Assumptions;
    /** Region of the resource. */
    readonly region: string;
}

/**
 * The lines of one type of resource.
 *
 * @throws Undetermined if what the price depends on is not known
 */
export type Estimator = (resource: CostResource, context: Context) => Line[];

/** Estimators by type token. */
export type Estimators = Readonly<Record<string, Estimator>>;
