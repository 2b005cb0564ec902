/** The resources of a stack: as they are deployed, or as a preview shows them. */
import type { CostResource } from "../../cost/types";
import { Failure } from "../pulumi/failure";
import { parseJson, readExport, type Resource } from "./resource";
import { nameOf } from "./urn";

/** A resource of a stack, with what each of its properties refers to, where the engine knows. */
export interface StackResource extends CostResource {
    readonly propertyDependencies?: Resource["propertyDependencies"];
}

/** The parts of `pulumi preview --json` that are used here. */
interface Preview {
    readonly steps?: readonly { readonly op: string; readonly newState?: Resource }[];
    readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

/**
 * Resources of an exported state (`pulumi stack export`), as they were deployed.
 *
 * @throws Failure if the text is no such state
 */
export function resourcesOfState(text: string, source: string): StackResource[] {
    const { resources = [] } = readExport(text, source).deployment;
    // Resources that are about to be deleted, or were only looked up, are not the stack's.
    const own = resources.filter((it) => it.delete !== true && it.external !== true);
    return own.map((resource) => stackResource(resource, { ...resource.inputs, ...resource.outputs }));
}

/**
 * Resources after the update that a preview (`pulumi preview --json`) shows.
 *
 * @throws Failure with the preview's own errors, if it has any
 */
export function resourcesOfPreview(text: string): StackResource[] {
    const { steps = [], diagnostics = [] } = parseJson(text, "the preview") as Preview;
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) {
        throw new Failure(`The preview failed:\n${errors.map(({ message }) => message.trim()).join("\n")}`);
    }
    const coming = steps.filter(({ op }) => !op.startsWith("delete") && !op.startsWith("read"));
    const states = coming.flatMap(({ newState }) => (newState ? [newState] : []));
    // A replacement has two steps.
    const latest = new Map(states.map((state) => [state.urn, state]));
    // Inputs of the program are known; outputs of AWS may not be.
    return [...latest.values()].map((state) => stackResource(state, { ...state.outputs, ...state.inputs }));
}

/** Region of the resources that do not name their own: that of the AWS provider; undefined if there is no one answer. */
export function regionOf(resources: readonly CostResource[]): string | undefined {
    const regions = new Set(
        resources.filter(({ type }) => type === "pulumi:providers:aws").map(({ props }) => props["region"]),
    );
    const [region] = regions;
    return regions.size === 1 && typeof region === "string" ? region : undefined;
}

function stackResource(resource: Resource, props: CostResource["props"]): StackResource {
    const { urn, type, custom = false, parent, dependencies, propertyDependencies } = resource;
    return {
        ...{ urn, type, name: nameOf(urn), props, parent, custom, dependencies },
        ...(propertyDependencies === undefined ? {} : { propertyDependencies }),
    };
}
