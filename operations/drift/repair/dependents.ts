import type { Resource } from "../../state/resource";

/**
 * URNs of the resources that have an output of a resource among their inputs, directly or through others. Components
 * and resources that are read only have nothing to update.
 */
export function dependentsOf(state: readonly Resource[], urn: string): string[] {
    const found = new Set([urn]);
    // The engine writes a resource after everything that it depends on.
    for (const resource of state) {
        const { custom, external, propertyDependencies, dependencies = [] } = resource;
        if (custom !== true || external === true || resource.delete === true) continue;
        const inputs =
            propertyDependencies === undefined
                ? dependencies
                : Object.values(propertyDependencies).flatMap((each) => each ?? []);
        if (inputs.some((one) => found.has(one))) found.add(resource.urn);
    }
    found.delete(urn);
    return [...found];
}
