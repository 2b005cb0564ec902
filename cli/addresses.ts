import type { Settings } from "../config/validate";
import { prefixOf } from "../model/sitePaths";
import { matchesPathPattern } from "../model/text";
import { parseUse } from "../model/uses";

/**
 * Addresses of an emulated stack for a browser: its sites, media and APIs, which the emulator serves under their own host
 * names. Containers do not run on the emulator, so services have no address here.
 *
 * @returns rows of `<kind>/<name>` and URL
 */
export function emulatedAddresses({ emulator, hosts, apis, sites }: Settings): string[][] {
    if (emulator === undefined) return [];
    const { port } = new URL(emulator);
    return Object.entries(hosts).flatMap(([id, host]) => {
        // Every name below localhost leads to this machine.
        const local = `http://${host.endsWith(".localhost") ? host : `${host}.localhost`}:${port}`;
        const { kind, name } = parseUse(id);
        if (kind === "media") return [[id, `${local}/`]];
        if (kind === "site") return [[id, `${local}/`], ...belowSite(id, local, sites[name]?.paths, apis)];
        return kind === "api" ? [[id, `${local}${openPath(apis[name]?.routes)}`]] : [];
    });
}

/** APIs that paths of a site lead to, where those paths show a route that answers without a token. */
function belowSite(
    id: string,
    local: string,
    paths: Settings["sites"][string]["paths"] = {},
    apis: Settings["apis"],
): string[][] {
    return Object.entries(paths).flatMap(([pattern, { to, stripPrefix }]) => {
        const { kind, name } = parseUse(to);
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
