import type { Linkable, NamedLink } from "../components/support/link";
import { type Node, parseUse } from "../model/uses";

/** Components by kind, then by name. */
type Composed<Components> = { readonly [Kind in keyof Components]: Record<string, Components[Kind]> };

/** Arguments of a factory that depend on the components created before. */
interface Context<Components> {
    /** Links to the workloads in `uses:`. */
    readonly links: NamedLink[];
    /** All components so far. */
    readonly made: Composed<Components>;
}

/** Creates the component of each kind, from its name and its settings. */
export type Factories<Catalogue, Components extends Record<keyof Catalogue, object>> = {
    readonly [Kind in keyof Catalogue]: (
        name: string,
        settings: Catalogue[Kind],
        context: Context<Components>,
    ) => Components[Kind];
};

/**
 * Creates the component of every node, and hands it links to the components that it uses.
 *
 * @param order nodes, each after the nodes it uses
 * @param foreign what this stack uses and does not make, by id with its source
 */
export function compose<Catalogue, Components extends Record<keyof Catalogue, object>>(
    order: readonly Node<Catalogue>[],
    factories: Factories<Catalogue, Components>,
    foreign: ReadonlyMap<string, Linkable> = new Map(),
): Composed<Components> {
    const made = Object.fromEntries(Object.keys(factories).map((kind) => [kind, {}])) as Composed<Components>;
    const byId = new Map<string, object>(foreign);
    for (const { kind, name, id, linked, settings } of order) {
        const component = factories[kind](name, settings, { links: linksTo(linked, byId), made });
        byId.set(id, component);
        Object.assign(made[kind], { [name]: component });
    }
    return made;
}

function linksTo(uses: readonly string[], made: ReadonlyMap<string, object>): NamedLink[] {
    return uses.flatMap((use) => {
        const { id, source, access } = parseUse(use);
        const component = made.get(id);
        // A use of this stack's that has no link is an order of creation, such as a route's function; one of another's is nothing.
        if (source !== undefined && component === undefined) throw new Error(`nothing provides "${id}"`);
        return component && isLinkable(component) ? [{ name: use, link: component.link(access) }] : [];
    });
}

function isLinkable(component: object): component is Linkable {
    return "link" in component;
}
