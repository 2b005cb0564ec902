import { AllUnusable, Unusable } from "./lookUp";

/**
 * Why something cannot be used.
 *
 * @returns undefined for an error that says nothing of that
 */
export function reasonsOf(error: unknown): readonly Unusable[] | undefined {
    if (error instanceof AllUnusable) return error.reasons;
    return error instanceof Unusable ? [error] : undefined;
}
