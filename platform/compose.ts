import type { Linkable, NamedLink } from "../components/support/link";
import { type Node, parseUse } from "../model/uses";

/** Makes the component of each kind, from its name, its settings, and the links to all that it uses. */
type Factories<Catalogue> = {
    readonly [Kind in keyof Catalogue]: (
        name: string,
        settings: Catalogue[Kind],
        links: NamedLink[],
    ) => object;
};

/** Components by kind, then by name. */
type Composed<F> = {
    readonly [Kind in keyof F]: Record<string, F[Kind] extends (...args: never) => infer C ? C : never>;
};

/**
 * Makes every component after those it uses, and hands it the links to them. Called in two steps, so that the
 * kinds come from the nodes and the classes from the factories: `compose(order)({ bucket: … })`.
 *
 * @param order nodes, each after what it uses
 */
export function compose<Catalogue>(order: readonly Node<Catalogue>[]) {
    return <F extends Factories<Catalogue>>(factories: F): Composed<F> => {
        const made = Object.fromEntries(Object.keys(factories).map((kind) => [kind, {}])) as Composed<F>;
        const byId = new Map<string, object>();
        for (const { kind, name, id, uses, settings } of order) {
            const component = factories[kind](name, settings, linksTo(uses, byId));
            byId.set(id, component);
            Object.assign(made[kind], { [name]: component });
        }
        return made;
    };
}

function linksTo(uses: readonly string[], made: ReadonlyMap<string, object>): NamedLink[] {
    return uses.flatMap((use) => {
        const { id, access } = parseUse(use);
        const component = made.get(id);
        return component && isLinkable(component) ? [{ name: use, link: component.link(access) }] : [];
    });
}

function isLinkable(component: object): component is Linkable {
    return "link" in component;
}
