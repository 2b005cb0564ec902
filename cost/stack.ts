import { Reader } from "./properties";
import type { CostResource } from "./types";

/** All resources of a stack, and how they belong together. */
export class Stack {
    private readonly byUrn: ReadonlyMap<string, CostResource>;
    private readonly parents: ReadonlySet<string>;
    private readonly referring = new Map<string, CostResource[]>();

    constructor(readonly resources: readonly CostResource[]) {
        this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
        this.parents = new Set(resources.flatMap(({ parent }) => (parent === undefined ? [] : [parent])));
        for (const resource of resources) {
            for (const urn of resource.dependencies ?? []) {
                this.referring.set(urn, [...(this.referring.get(urn) ?? []), resource]);
            }
        }
    }

    /** What a resource refers to, of some types; in the order of the stack. */
    referredBy(resource: CostResource, ...types: readonly string[]): CostResource[] {
        return (resource.dependencies ?? [])
            .flatMap((urn) => this.byUrn.get(urn) ?? [])
            .filter(({ type }) => types.includes(type));
    }

    /** What refers to a resource, of some types. */
    referringTo(resource: CostResource, ...types: readonly string[]): CostResource[] {
        return (this.referring.get(resource.urn) ?? []).filter(({ type }) => types.includes(type));
    }

    /** All resources of some types. */
    all(...types: readonly string[]): CostResource[] {
        return this.resources.filter(({ type }) => types.includes(type));
    }

    /** Whether it groups others, and no provider makes it. */
    isComponent({ urn, type, custom }: CostResource): boolean {
        if (custom !== undefined) return !custom;
        // Resources that providers make have a module with a slash, or are of packages that have no components.
        return this.parents.has(urn)
            ? !type.includes("/")
            : /^[^:]+:index:/.test(type) && !type.startsWith("random:");
    }

    /** The outermost component around a resource: its kind and name. */
    componentOf(resource: CostResource): string {
        let outermost = resource;
        for (let next = this.parentOf(outermost); next !== undefined; next = this.parentOf(outermost)) {
            outermost = next;
        }
        return `${outermost.type.split(":").at(-1)} ${outermost.name}`;
    }

    private parentOf({ parent }: CostResource): CostResource | undefined {
        const found = parent === undefined ? undefined : this.byUrn.get(parent);
        return found?.type === "pulumi:pulumi:Stack" ? undefined : found;
    }
}

/** Properties of a resource, by path. */
export function read({ props }: CostResource): Reader {
    return new Reader(props);
}
