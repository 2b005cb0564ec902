import { closedServices } from "../config/derived/sitePaths";
import type { Settings } from "../config/validate";
import { prefixOf } from "../model/sitePaths";
import { matchesPathPattern } from "../model/text";
import { parseUse } from "../model/uses";

/**
 * Addresses of an emulated stack for a browser: its sites, media and APIs, which the emulator serves under their own host
 * names, and public services with a local command, to which its load balancer leads.
 *
 * @param outputs of the stack
 * @returns rows of `<kind>/<name>` and URL
 */
export function emulatedAddresses(settings: Shown, outputs: Readonly<Record<string, unknown>>): string[][] {
    const { emulator, hosts, apis, sites } = settings;
    if (emulator === undefined) return [];
    const { port } = new URL(emulator);
    // Every name below localhost leads to this machine.
    const atHome = (host: string): string =>
        `http://${host.endsWith(".localhost") ? host : `${host}.localhost`}:${port}`;
    const named = Object.entries(hosts).flatMap(([id, host]) => {
        const local = atHome(host);
        const { kind, name } = parseUse(id);
        if (kind === "media") return [[id, `${local}/`]];
        if (kind === "site")
            return [[id, `${local}/`], ...belowSite(id, local, sites[name]?.paths, settings)];
        return kind === "api" ? [[id, `${local}${openPath(apis[name]?.routes)}`]] : [];
    });
    return [...named, ...servicesOf(settings, outputs, atHome)];
}

type Shown = Pick<Settings, "emulator" | "hosts" | "apis" | "sites" | "services">;

/** Services that run and answer without a site before them; a stack without a domain has them at the load balancer's name. */
function servicesOf(
    { sites, services, hosts }: Shown,
    outputs: Readonly<Record<string, unknown>>,
    atHome: (host: string) => string,
): string[][] {
    const made = (outputs["services"] ?? {}) as Readonly<Record<string, { url?: string } | undefined>>;
    const closed = closedServices({ sites });
    return Object.entries(services).flatMap(([name, { local, public: exposure }]) => {
        const id = `service/${name}`;
        const url = made[name]?.url;
        const host = hosts[id] ?? (url === undefined ? undefined : new URL(url).hostname);
        if (local === undefined || exposure === undefined || host === undefined || closed.includes(name))
            return [];
        return [[id, `${atHome(host)}${below(exposure.paths[0] ?? "/*")}`]];
    });
}

/** A path that fits a pattern. */
function below(pattern: string): string {
    return pattern.replace(/[*?].*$/, "");
}

/** APIs and services that paths of a site lead to: of an API, where those paths show a route that answers without a token. */
function belowSite(
    id: string,
    local: string,
    paths: Settings["sites"][string]["paths"] = {},
    { apis, services }: Shown,
): string[][] {
    return Object.entries(paths).flatMap(([pattern, { to, stripPrefix }]) => {
        const { kind, name } = parseUse(to);
        if (kind === "service" && services[name]?.local !== undefined)
            return [[`${id}${pattern}`, `${local}${below(pattern)}`]];
        const open = kind === "api" ? openPath(apis[name]?.routes) : "";
        const path = stripPrefix ? `${prefixOf(pattern) ?? ""}${open}` : open;
        return open !== "" && matchesPathPattern(pattern, path)
            ? [[`${id}${pattern}`, `${local}${path}`]]
            : [];
    });
}

/** A path of an API that answers without a token, or nothing. */
function openPath(routes: Settings["apis"][string]["routes"] = {}): string {
    const open = Object.entries(routes).find(
        ([route, { public: everyone }]) => everyone && /^GET [^{]*$/.test(route),
    );
    return open?.[0].slice("GET ".length) ?? "";
}
