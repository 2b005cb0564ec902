import type { Resource } from "../state/resource";

/** Ids and ARNs of a stack's own resources. */
export type Own = ReadonlySet<string>;

export function ownOf(resources: readonly Resource[]): Own {
    const names = resources
        .filter(({ custom, external }) => custom && !external)
        .flatMap(({ id, outputs }): unknown[] => [id, outputs?.["arn"]]);
    return new Set(names.filter((name): name is string => typeof name === "string" && name !== ""));
}

/** Counts the listed resources that are not the stack's own. */
export function countOthers(names: readonly (readonly (string | undefined)[])[], own: Own): number {
    return names.filter((each) => !each.some((name) => name !== undefined && own.has(name))).length;
}
