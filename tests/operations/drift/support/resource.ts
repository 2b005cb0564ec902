import type { StateResource } from "../../../../operations/drift/state";

/** A resource of a state with type and name only. */
export function stateResource(
    resource: Pick<StateResource, "urn" | "type"> & Partial<StateResource>,
): StateResource {
    return {
        custom: true,
        id: undefined,
        parent: undefined,
        provider: undefined,
        external: false,
        delete: false,
        inputs: {},
        outputs: {},
        ignoreChanges: [],
        ...resource,
    };
}
