/** What paths of sites lead to, beside the targets themselves. */
import { parseUse } from "../../model/uses";
import type { Values } from "../schema";

type Sites = Pick<Values, "sites">;

/** Names of the sites with a path that leads to a target, by its id. */
export function sitesLeadingTo({ sites }: Sites, id: string): string[] {
    return Object.entries(sites).flatMap(([name, { paths }]) =>
        Object.values(paths).some(({ to }) => to === id) ? [name] : [],
    );
}

/** Names of the services that answer only what came through a site. */
export function closedServices({ sites }: Sites): string[] {
    const closed = Object.values(sites).flatMap(({ paths }) =>
        Object.values(paths).flatMap(({ to, direct }) => (direct ? [] : [parseUse(to).name])),
    );
    return [...new Set(closed)];
}

/** Names of the sites whose requests carry a secret: those that lead to services. */
export function sitesWithSecret({ sites }: Sites): string[] {
    return Object.entries(sites).flatMap(([name, { paths }]) =>
        Object.values(paths).some(({ to }) => parseUse(to).kind === "service") ? [name] : [],
    );
}
