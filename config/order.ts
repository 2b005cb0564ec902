/** Who uses whom, and the order of creation that follows from it. */
import type { Node } from "../components/support/compose";
import type { Values } from "./schema";

/** Everything in a stack file that has a name of its own: the kind, and the key it stands under. */
export const PLURALS = {
    database: "databases",
    bucket: "buckets",
    secret: "secrets",
    directory: "directories",
    function: "functions",
    api: "apis",
    service: "services",
    site: "sites",
} as const;

export type NodeKind = keyof typeof PLURALS;

/** The keys that hold named things. */
export type NamedKeys = (typeof PLURALS)[NodeKind];

/** Settings of one named thing, by kind. */
export type Catalogue = { [Kind in NodeKind]: Values[(typeof PLURALS)[Kind]][string] };

/** One named thing, and what it uses. */
export type NamedNode = Node<Catalogue>;

/** Everything that has a name, in the order of the kinds above and of the stack file. */
export function nodes(values: Pick<Values, NamedKeys>): NamedNode[] {
    return (Object.keys(PLURALS) as NodeKind[]).flatMap((kind) =>
        Object.entries(values[PLURALS[kind]]).map(
            // The compiler does not see that kind and settings go together.
            ([name, settings]) =>
                ({ kind, name, id: `${kind}/${name}`, uses: usesOf(settings), settings }) as NamedNode,
        ),
    );
}

/** `uses:`, and for an API what its routes and its authorizer name. */
function usesOf(settings: object): string[] {
    const { uses, routes, authorizer } = settings as {
        uses?: readonly string[];
        routes?: Readonly<Record<string, { readonly function: string }>>;
        authorizer?: string;
    };
    const targets = Object.values(routes ?? {}).map((route) => `function/${route.function}`);
    return [...new Set([...(uses ?? []), ...targets, ...(authorizer === undefined ? [] : [authorizer])])];
}

/** The first circle among the nodes, as a path that ends where it began; undefined if there is none. */
export function findCircle(all: readonly NamedNode[]): string[] | undefined {
    const byId = new Map(all.map((node) => [node.id, node]));
    const done = new Set<string>();
    const visit = (id: string, trail: readonly string[]): string[] | undefined => {
        const seen = trail.indexOf(id);
        if (seen >= 0) return [...trail.slice(seen), id];
        if (done.has(id)) return undefined;
        for (const next of byId.get(id)?.uses ?? []) {
            const circle = visit(next, [...trail, id]);
            if (circle) return circle;
        }
        done.add(id);
        return undefined;
    };
    for (const { id } of all) {
        const circle = visit(id, []);
        if (circle) return circle;
    }
    return undefined;
}

/** Every node after the nodes it uses. The nodes must be free of circles and unknown names. */
export function creationOrder(values: Pick<Values, NamedKeys>): NamedNode[] {
    const all = nodes(values);
    const byId = new Map(all.map((node) => [node.id, node]));
    const ordered = new Set<NamedNode>();
    const place = (node: NamedNode): void => {
        if (ordered.has(node)) return;
        for (const id of node.uses) {
            const used = byId.get(id);
            if (used) place(used);
        }
        ordered.add(node);
    };
    all.forEach(place);
    return [...ordered];
}
