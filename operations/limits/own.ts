import type { StateResource } from "../drift/state";

/** What belongs to a stack, by everything that AWS may call it. */
export type Own = ReadonlySet<string>;

export function ownOf(resources: readonly StateResource[]): Own {
    const names = resources
        .filter(({ custom, external }) => custom && !external)
        .flatMap(({ id, outputs }): unknown[] => [id, outputs["arn"]]);
    return new Set(names.filter((name): name is string => typeof name === "string" && name !== ""));
}

/** How many of the things that AWS lists are not the stack's. */
export function countOthers(names: readonly (readonly (string | undefined)[])[], own: Own): number {
    return names.filter((each) => !each.some((name) => name !== undefined && own.has(name))).length;
}
