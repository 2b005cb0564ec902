import type { Check } from "../../checks/check";
import { hostNames } from "../../derived/hosts";
import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";

type Site = Values["sites"][string];

/** Browsers follow about twenty. */
const MAX_STEPS = 20;
/** Stands for the rest of a path below a prefix. */
const REST = "any";

/** Redirects that lead back to where they began, or further and further: browsers give up. */
export const redirectsEnd: Check = {
    keys: ["domain", "sites", "media", "apis", "directories", "services", "servers"],
    run: (values) => {
        const hosts = hostNames(values);
        return Object.entries(values.sites).flatMap(([name, site]) => {
            const own = ownHosts(site, hosts[`site/${name}`], values.domain?.name);
            return Object.entries(site.redirects).flatMap(([from, to]): Problem[] => {
                const way = wayFrom(from.replace(/\*$/, REST), site.redirects, own);
                return way === undefined
                    ? []
                    : [
                          {
                              key: keyPath(["sites", name, "redirects", from]),
                              message: `${show(to)} is not allowed, because it never ends: ${way.join(" → ")}`,
                          },
                      ];
            });
        });
    },
};

/** Hosts that lead to the site: its own, and those that are redirected to it. */
function ownHosts({ redirectHosts }: Site, host: string | undefined, domain: string | undefined): string[] {
    const others = redirectHosts.map((other) =>
        typeof other === "string" ? `${other}.${domain ?? ""}` : other.host,
    );
    return host === undefined ? others : [host, ...others];
}

/** The way of a path through redirects that does not end; undefined if it ends. */
function wayFrom(start: string, redirects: Site["redirects"], own: readonly string[]): string[] | undefined {
    const way = [start];
    for (;;) {
        const target = targetOf(way.at(-1) ?? "", redirects);
        const next = target === undefined ? undefined : pathOf(target, own);
        if (next === undefined) return undefined;
        if (way.includes(next)) return [...way, next];
        way.push(next);
        if (way.length > MAX_STEPS) return [...way.slice(0, 4), "…"];
    }
}

/** As the site's edge function does it: exact paths first, then the longest prefix. */
function targetOf(path: string, redirects: Site["redirects"]): string | undefined {
    if (!path.endsWith("*") && Object.hasOwn(redirects, path)) return redirects[path];
    const [match] = Object.entries(redirects)
        .filter(([from]) => from.endsWith("*") && path.startsWith(from.slice(0, -1)))
        .sort(([a], [b]) => b.length - a.length);
    return match?.[1].replace("*", path.slice(match[0].length - 1));
}

/** The path of a target on the site itself, without query; undefined for another site. */
function pathOf(target: string, own: readonly string[]): string | undefined {
    if (target.startsWith("/") && !target.startsWith("//")) return target.split("?")[0];
    const [, host = "", path = ""] = /^https:\/\/([^/?]+)([^?]*)/.exec(target) ?? [];
    return own.includes(host) ? path || "/" : undefined;
}
