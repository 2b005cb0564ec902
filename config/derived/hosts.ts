/** Host names of everything public, from the stack's domain. */
import type { Values } from "../schema";

/** Host names by `<kind>/<name>`; none without a domain. Services without a host answer on every host. */
export function hostNames(
    values: Pick<Values, "domain" | "sites" | "media" | "apis" | "directories" | "services" | "servers">,
): Record<string, string> {
    const domain = values.domain?.name;
    if (domain === undefined) return {};
    const below = (label: string | undefined): string =>
        label === undefined ? domain : `${label}.${domain}`;
    return Object.fromEntries([
        ...Object.entries(values.sites).map(([name, site]) => [`site/${name}`, below(site.subdomain)]),
        ...Object.entries(values.media).map(([name, entry]) => [
            `media/${name}`,
            below(entry.subdomain ?? name),
        ]),
        ...Object.entries(values.apis).map(([name, api]) => [`api/${name}`, below(api.subdomain ?? name)]),
        ...Object.entries(values.directories).flatMap(([name, { signIn }]) =>
            signIn?.subdomain === undefined ? [] : [[`directory/${name}`, below(signIn.subdomain)]],
        ),
        ...Object.entries(values.services).flatMap(([name, service]) =>
            service.public ? [[`service/${name}`, below(service.public.host ?? name)]] : [],
        ),
        ...Object.entries(values.servers).flatMap(([name, server]) =>
            server.public || server.address
                ? [[`server/${name}`, below((server.public ?? server.address)?.host ?? name)]]
                : [],
        ),
    ]) as Record<string, string>;
}

type RedirectHost = Values["sites"][string]["redirectHosts"][number];

/**
 * Hosts that lead to each site, by `site/<name>`. A label is a full name below the stack's domain from here on:
 * CloudFront refuses any other alias. None without a domain.
 */
export function redirectHosts(values: Pick<Values, "domain" | "sites">): Record<string, RedirectHost[]> {
    const domain = values.domain?.name;
    if (domain === undefined) return {};
    return Object.fromEntries(
        Object.entries(values.sites).map(([name, site]) => [
            `site/${name}`,
            site.redirectHosts.map((host) => (typeof host === "string" ? `${host}.${domain}` : host)),
        ]),
    );
}

/** Host names that lead to sites, with the id of the site; none without a domain. */
export function redirectNames(values: Pick<Values, "domain" | "sites">): [id: string, host: string][] {
    return Object.entries(redirectHosts(values)).flatMap(([id, hosts]) =>
        hosts.map((host): [string, string] => [id, typeof host === "string" ? host : host.host]),
    );
}
