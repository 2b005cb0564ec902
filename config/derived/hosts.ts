/** Host names of everything public, from the stack's domain. */
import type { Values } from "../schema";

/** Host names by `<kind>/<name>`; none without a domain. Services without a host answer on every host. */
export function hostNames(
    values: Pick<Values, "domain" | "sites" | "apis" | "directories" | "services" | "servers">,
): Record<string, string> {
    const domain = values.domain?.name;
    if (domain === undefined) return {};
    const below = (label: string | undefined): string =>
        label === undefined ? domain : `${label}.${domain}`;
    return Object.fromEntries([
        ...Object.entries(values.sites).map(([name, site]) => [`site/${name}`, below(site.subdomain)]),
        ...Object.entries(values.apis).map(([name, api]) => [`api/${name}`, below(api.subdomain ?? name)]),
        ...Object.entries(values.directories).flatMap(([name, { signIn }]) =>
            signIn?.subdomain === undefined ? [] : [[`directory/${name}`, below(signIn.subdomain)]],
        ),
        ...Object.entries(values.services).flatMap(([name, service]) =>
            service.public ? [[`service/${name}`, below(service.public.host ?? name)]] : [],
        ),
        ...Object.entries(values.servers).flatMap(([name, server]) =>
            server.public ? [[`server/${name}`, below(server.public.host ?? name)]] : [],
        ),
    ]) as Record<string, string>;
}

/** Host names that lead to sites, with the id of the site; none without a domain. */
export function redirectNames(values: Pick<Values, "domain" | "sites">): [id: string, host: string][] {
    const domain = values.domain?.name;
    if (domain === undefined) return [];
    return Object.entries(values.sites).flatMap(([name, { redirectHosts }]) =>
        redirectHosts.map((host): [string, string] => [
            `site/${name}`,
            typeof host === "string" ? `${host}.${domain}` : host.host,
        ]),
    );
}
