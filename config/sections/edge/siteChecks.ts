import { join } from "node:path";

import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";
import { isFile } from "../../checks/paths";

type Site = Values["sites"][string];

/** Settings of a site that exclude each other, or its tier or domain. */
export const siteSettings: Check = {
    keys: ["sites", "domain", "tier"],
    run: ({ sites, domain, tier }, { root }) =>
        Object.entries(sites).flatMap(([name, site]) => {
            const key = `plumbline:sites.${name}`;
            return [
                ...errorPages(key, site, root),
                ...behaviors(name, site),
                ...rewrites(name, site, root),
                ...(site.redirectHosts.length > 0 && domain === undefined
                    ? [
                          {
                              key: `${key}.redirectHosts`,
                              message:
                                  "a list is not allowed without plumbline:domain, to which the hosts would lead",
                          },
                      ]
                    : []),
                ...redirectHosts(key, site, domain?.name),
                ...(site.basicAuth && tier === "prod"
                    ? [
                          {
                              key: `${key}.basicAuth`,
                              message: "true is not allowed in tier prod, where the site is public",
                          },
                      ]
                    : []),
            ];
        }),
};

/** A rewrite to a file that is not there shows an error, or with spa the first page. */
function rewrites(name: string, { rewrites: given, content, release }: Site, root: string): Problem[] {
    // Only the bucket holds the files of an earlier release.
    if (release !== undefined) return [];
    return Object.entries(given)
        .filter(
            ([, to]) => to !== "/config.json" && (hasDots(to) || !isFile(root, join(content, decoded(to)))),
        )
        .map(([from, to]) => ({
            key: keyPath(["sites", name, "rewrites", from]),
            message: `${show(to)} is not allowed; it must be a file in ${content}`,
        }));
}

/** S3 knows no way up. */
function hasDots(path: string): boolean {
    return path.split("/").some((part) => part === "." || part === "..");
}

/** A path as the name of a file; as it is where its percent signs mean nothing. */
function decoded(path: string): string {
    try {
        return decodeURIComponent(path);
    } catch {
        return path;
    }
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MOST_BEHAVIORS = 25;

/** A slash in front of a pattern says nothing: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html */
function behaviors(name: string, { behaviors: given, paths }: Site): Problem[] {
    const first = new Map<string, string>();
    const patterns = Object.keys(given);
    const elsewhere = Object.keys(paths).length;
    const others = MOST_BEHAVIORS - 1;
    const tooMany =
        patterns.length + elsewhere > others
            ? [
                  {
                      key: keyPath(["sites", name, elsewhere > patterns.length ? "paths" : "behaviors"]),
                      message: `${counted(patterns.length, elsewhere)} are not allowed; they must be at most ${others}, because a distribution has ${MOST_BEHAVIORS} and the one for all other paths counts; use * to match several at once`,
                  },
              ]
            : [];
    const each = patterns.flatMap((pattern) => {
        if (/^\/?\*+$/.test(pattern)) {
            return [
                {
                    key: keyPath(["sites", name, "behaviors", pattern]),
                    message: `is not allowed, because it is every path, which CloudFront has its default behavior for; it must be a part of the site such as "*.jpg" or "/data/*"`,
                },
            ];
        }
        const same = first.get(pattern.replace(/^\//, ""));
        if (same !== undefined) {
            return [
                {
                    key: keyPath(["sites", name, "behaviors", pattern]),
                    message: `is the same to CloudFront as ${show(same)}; leave one of the two out`,
                },
            ];
        }
        first.set(pattern.replace(/^\//, ""), pattern);
        return [];
    });
    return [...tooMany, ...each];
}

function counted(behaviors: number, paths: number): string {
    return paths === 0 ? `${behaviors} behaviors` : `${behaviors} behaviors and ${paths} paths`;
}

/** Hosts in the stack's own domain need no map: its zone and its certificate cover them. */
function redirectHosts(key: string, site: Site, domain: string | undefined): Problem[] {
    return site.redirectHosts.flatMap((given, index) => {
        if (domain === undefined || typeof given === "string") return [];
        const { host } = given;
        const at = `${key}.redirectHosts[${index}].host`;
        if (host === domain) {
            return [
                { key: at, message: `${show(host)} is not allowed, because it is the stack's own domain` },
            ];
        }
        return host.endsWith(`.${domain}`)
            ? [
                  {
                      key: at,
                      message: `${show(host)} is not allowed, because it lies in the stack's domain ${domain}; it must be a host outside of it, or instead of the map a label such as "www"`,
                  },
              ]
            : [];
    });
}

function errorPages(
    key: string,
    { errorPages: pages, spa, content, release }: Site,
    root: string,
): Problem[] {
    return Object.entries(pages).flatMap(([status, page]) => {
        const at = `${key}.errorPages.${status}`;
        if (spa) {
            return [
                {
                    key: at,
                    message: `${show(page)} is not allowed with spa, where index.html answers unknown paths; set spa to false`,
                },
            ];
        }
        // Only the bucket holds the files of an earlier release.
        return release !== undefined || (!hasDots(page) && isFile(root, join(content, page)))
            ? []
            : [{ key: at, message: `${show(page)} is not allowed; it must be a file in ${content}` }];
    });
}
