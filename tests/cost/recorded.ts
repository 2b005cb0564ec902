import type { CostResource } from "../../cost/types";
import type { Recorded } from "../support/graph";

/** Recorded resources as the input of an estimate. */
export function costResources(resources: readonly Recorded[]): CostResource[] {
    return resources.map(({ urn, name, inputs, parent, custom, dependsOn }) => ({
        urn,
        type: urn.split("::")[2]?.split("$").at(-1) ?? "",
        name,
        props: inputs,
        parent,
        custom,
        dependencies: dependsOn,
    }));
}
