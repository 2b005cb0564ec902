/** Canaries of public sites, APIs, services and servers, and the paths they request. */
import { matchesWildcard } from "../../model/text";
import type { Values } from "../schema";
import { closedServices } from "./sitePaths";

type Public = Pick<Values, "monitoring" | "sites" | "apis" | "services" | "servers">;
type Api = Values["apis"][string];
type Exposure = NonNullable<Values["services"][string]["public"]>;

/** Paths by `<kind>/<name>`; none for a stack without canaries. */
export function canaryPaths(values: Public): Record<string, string> {
    if (!values.monitoring.canaries.enabled) return {};
    // A canary does not know the secret of the site that leads there.
    const closed = closedServices(values).map((name) => `service/${name}`);
    const paths = [
        ...Object.entries(values.sites).map(([name, site]) => [`site/${name}`, site.canary]),
        ...Object.entries(values.apis).map(([name, api]) => [`api/${name}`, api.canary ?? pathOfApi(api)]),
        ...(["service", "server"] as const).flatMap((kind) =>
            Object.entries(values[`${kind}s`]).map(([name, { public: exposure }]) => [
                `${kind}/${name}`,
                exposure && (exposure.canary ?? pathOfExposure(exposure)),
            ]),
        ),
    ] as const;
    return Object.fromEntries(
        paths.flatMap(([id = "", path]) =>
            path === undefined || path === "none" || closed.includes(id) ? [] : [[id, path]],
        ),
    ) as Record<string, string>;
}

/** The first public route; a canary has no client certificate, either. */
function pathOfApi({ routes, mutualTls }: Api): string | undefined {
    if (mutualTls !== undefined) return undefined;
    const [route] = Object.entries(routes).find(([key, settings]) => settings.public && isPlain(key)) ?? [];
    return route?.slice("GET ".length);
}

function isPlain(route: string): boolean {
    return route.startsWith("GET ") && !route.includes("{");
}

function pathOfExposure({ healthCheckPath, paths }: Exposure): string | undefined {
    return isReached(healthCheckPath, paths) ? healthCheckPath : undefined;
}

/** Whether a listener rule with these path patterns forwards a path, with or without a query. */
export function isReached(path: string, patterns: readonly string[]): boolean {
    const [plain = ""] = path.split("?");
    return patterns.some((pattern) => matchesWildcard(pattern, plain));
}
