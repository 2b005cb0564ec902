/** Named entries of a stack file, their uses, and the order of creation that follows. */
import { followedId, type TriggerSource } from "../model/triggers";
import { type Node, type NodeKind, parseUse } from "../model/uses";
import type { Values } from "./schema";

/** The key of a stack file for each kind of named entry. */
export const PLURALS = {
    database: "databases",
    cache: "caches",
    table: "tables",
    bucket: "buckets",
    topic: "topics",
    bus: "buses",
    queue: "queues",
    secret: "secrets",
    email: "emails",
    parameter: "parameters",
    directory: "directories",
    function: "functions",
    api: "apis",
    repository: "repositories",
    service: "services",
    task: "tasks",
    server: "servers",
    media: "media",
    site: "sites",
    pipeline: "pipelines",
} as const satisfies Record<NodeKind, string>;

/** The keys with named entries. */
export type NamedKeys = (typeof PLURALS)[NodeKind];

/** Settings of a named entry, by kind. */
export type Catalogue = { [Kind in NodeKind]: Values[(typeof PLURALS)[Kind]][string] };

/** A named entry with its uses. */
export type NamedNode = Node<Catalogue>;

/** All named entries, in the order of the kinds above and of the stack file. */
export function nodes(values: Pick<Values, NamedKeys>): NamedNode[] {
    return (Object.keys(PLURALS) as NodeKind[]).flatMap((kind) =>
        Object.entries(values[PLURALS[kind]]).map(
            // The compiler does not see that kind and settings go together.
            ([name, settings]) =>
                ({ kind, name, id: `${kind}/${name}`, ...usesOf(settings), settings }) as NamedNode,
        ),
    );
}

/**
 * Entries of `uses:`, which give permissions, and besides the references in triggers, failure queues, routes, authorizers,
 * repositories, tasks and media, which have the permissions that they need with them.
 */
function usesOf(settings: object): Pick<NamedNode, "uses" | "linked"> {
    const {
        uses = [],
        on,
        onFailure,
        after,
        routes,
        authorizer,
        authorizers,
        repositories,
        bucket,
    } = settings as Partial<
        Pick<Catalogue["function"], "uses" | "onFailure"> & { readonly on: readonly TriggerSource[] } & Pick<
                Catalogue["task"],
                "after"
            > &
            Pick<Catalogue["api"], "routes" | "authorizer" | "authorizers"> &
            Pick<Catalogue["pipeline"], "repositories"> &
            Pick<Catalogue["media"], "bucket">
    >;
    const followed = [...(on ?? []).map(followedId), onFailure];
    const steps = Object.values(routes ?? {});
    const targets = [...steps, ...Object.values(authorizers ?? {})].flatMap((step) =>
        typeof step === "object" && "function" in step ? [`function/${step.function}`] : [],
    );
    const directories = [authorizer, ...steps.map((step) => step.authorizer)].filter(
        (id) => id !== undefined && /^(existing:)?directory\//.test(id),
    );
    const tasks = (after ?? []).map((name) => `task/${name}`);
    const images = (repositories ?? []).map((name) => `repository/${name}`);
    const all = [
        uses,
        followed.filter((id) => id !== undefined && isOwn(id)),
        targets,
        directories,
        images,
        tasks,
        bucket === undefined ? [] : [`bucket/${bucket}`],
    ];
    return { uses: [...new Set(all.flat().filter((id) => id !== undefined))], linked: [...new Set(uses)] };
}

const isOwn = (id: string): boolean => parseUse(id).source === undefined;

/** What a function, a queue or a task follows or fails to, and this stack does not make: it gets permissions for exactly that, and no link. */
export function foreignSources({
    on,
    onFailure,
}: Partial<Pick<Catalogue["function"], "onFailure">> & { readonly on: readonly object[] }): string[] {
    return [...on.map(followedId), onFailure].filter((id) => id !== undefined && !isOwn(id)) as string[];
}

/** Ids that a node uses; what another stack makes has its source in front and is no node of this one. */
export function usedIds(node: Pick<NamedNode, "uses"> | undefined): string[] {
    return (node?.uses ?? []).map((use) => parseUse(use).id);
}

/** The first circle among the nodes, as a path that ends where it began; undefined if there is none. */
export function findCircle(all: readonly NamedNode[]): string[] | undefined {
    const byId = new Map(all.map((node) => [node.id, node]));
    const done = new Set<string>();
    const visit = (id: string, trail: readonly string[]): string[] | undefined => {
        const seen = trail.indexOf(id);
        if (seen >= 0) return [...trail.slice(seen), id];
        if (done.has(id)) return undefined;
        for (const next of usedIds(byId.get(id))) {
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

/** Kinds that change after the tasks that run before a deployment. What those tasks use is none of them. */
export const AFTER_TASKS: readonly NodeKind[] = ["function", "service", "task", "server", "site"];

/** Whether a task runs before the deployment, so that others wait for it. */
export function runsBefore(node: NamedNode): boolean {
    return node.kind === "task" && node.settings.before !== undefined;
}

/** Every node after the nodes it uses, and after the tasks it waits for. The nodes must be free of circles and unknown names. */
export function creationOrder(values: Pick<Values, NamedKeys>): NamedNode[] {
    const all = nodes(values);
    const byId = new Map(all.map((node) => [node.id, node]));
    const ordered = new Set<NamedNode>();
    const place = (node: NamedNode): void => {
        if (ordered.has(node)) return;
        for (const id of usedIds(node)) {
            const used = byId.get(id);
            if (used) place(used);
        }
        ordered.add(node);
    };
    // User directories send through one, which is no entry of their uses; a task may use a directory.
    all.filter(({ kind }) => kind === "email").forEach(place);
    all.filter(runsBefore).forEach(place);
    all.forEach(place);
    return [...ordered];
}
