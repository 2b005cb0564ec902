import { join } from "node:path";

import { meet, mostExactFirst, prefixOf, takesAll } from "../../../model/sitePaths";
import { matchesPathPattern, suggestion } from "../../../model/text";
import { parseUse } from "../../../model/uses";
import type { Check } from "../../checks/check";
import { isFolder } from "../../checks/paths";
import { entriesOf } from "../../checks/walk";
import { sitesLeadingTo } from "../../derived/sitePaths";
import { keyPath, type Problem, show } from "../../messages/problems";
import { PLURALS } from "../../order";
import type { Values } from "../../schema";

type Site = Values["sites"][string];
type Path = Site["paths"][string];
type Keys =
    | "domain"
    | "firewall"
    | "sites"
    | "apis"
    | "services"
    | "buckets"
    | "media"
    | "functions"
    | "servers"
    | "tasks";
type Checked = Pick<Values, Keys>;

/** Targets of paths exist, answer visitors, and know the paths that they get. */
export const pathTargets: Check = {
    keys: [
        "domain",
        "firewall",
        "sites",
        "apis",
        "services",
        "buckets",
        "media",
        "functions",
        "servers",
        "tasks",
    ],
    run: (values) =>
        eachPath(values, (site, pattern, path) => {
            const { kind, name } = parseUse(path.to);
            const known = Object.keys(values[PLURALS[kind] as "apis" | "services" | "buckets" | "media"]);
            if (!known.includes(name)) {
                const all = known.map((one) => `${kind}/${one}`);
                const there = all.length === 0 ? `no ${PLURALS[kind]} at all` : all.join(", ");
                return [[".to", `does not exist; there are ${there}${suggestion(path.to, all)}`]];
            }
            return [
                ...settingsFit(pattern, path, kind),
                ...(kind === "api" ? apiAnswers(pattern, path, values.apis[name]) : []),
                ...(kind === "service" ? serviceAnswers(pattern, path, values, name) : []),
                ...(kind === "api" || kind === "service" ? throughFirewall(site, kind, name, values) : []),
            ];
        }),
};

/** Patterns of a site leave each other, its files and its rules something. */
export const pathPatterns: Check = {
    keys: ["sites"],
    run: (values, { root }) => [
        ...eachPath(values, (site, pattern, path) => patternFits(site, pattern, path, root)),
        ...Object.entries(values.sites).flatMap(([name, site]) => [
            ...behaviorsAreReached(name, site),
            ...rulesAreReached(name, site),
            ...errorPagesAreTheSites(name, site),
        ]),
    ],
};

/** What is wrong with a path: the end of its key, and a message that follows the value there. */
type Finding = readonly [end: string, message: string];

function eachPath(
    { sites }: Pick<Values, "sites">,
    find: (site: Site, pattern: string, path: Path) => readonly Finding[],
): Problem[] {
    return Object.entries(sites).flatMap(([name, site]) =>
        Object.entries(site.paths).flatMap(([pattern, path]) =>
            find(site, pattern, path).map(([end, message]) => {
                const value = path[end.slice(1) as keyof Path];
                const key = `${keyPath(["sites", name, "paths", pattern])}${end}`;
                return { key, message: end === "" ? message : `${show(value)} ${message}` };
            }),
        ),
    );
}

function settingsFit(pattern: string, path: Path, kind: string): Finding[] {
    const ofBuckets = (["folder", "cacheSeconds"] as const).filter((key) => path[key] !== undefined);
    return [
        ...(path.stripPrefix && prefixOf(pattern) === undefined
            ? [
                  [
                      ".stripPrefix",
                      'is not allowed here, because the pattern has no prefix; it must be all paths below one, such as "/api/*"',
                  ] as const,
              ]
            : []),
        ...(kind === "bucket"
            ? []
            : ofBuckets.map(
                  (key) =>
                      [
                          `.${key}`,
                          kind === "media"
                              ? `is not allowed with ${path.to}, which has its own: set ${key === "folder" ? "prefix" : key} there`
                              : `is not allowed with ${path.to}; only buckets have a ${key === "folder" ? "folder" : "cache in front of them"}`,
                      ] as const,
              )),
        ...(!path.direct && kind !== "service"
            ? [
                  [
                      ".direct",
                      kind === "api"
                          ? `is not allowed with ${path.to}; with apis.${parseUse(path.to).name}.cdn: true its public routes answer through CloudFront only`
                          : `is not allowed with ${path.to}, which has no address ${kind === "media" ? "for itself alone" : "of its own"}`,
                  ] as const,
              ]
            : []),
    ];
}

/** The path that a target sees, as a pattern. */
function seen(pattern: string, { stripPrefix }: Path): string {
    return stripPrefix ? "/*" : pattern;
}

function apiAnswers(pattern: string, path: Path, api: Values["apis"][string] | undefined): Finding[] {
    if (api === undefined) return [];
    const { routes, authorizer, mutualTls } = api;
    const reached = Object.entries(routes).filter(
        ([route]) => route === "$default" || meet(seen(pattern, path), wildcards(route)),
    );
    const signed = reached.find(([, route]) => !route.public && (route.authorizer ?? authorizer) === "iam");
    return [
        ...(mutualTls === undefined
            ? []
            : [[".to", "is not allowed: CloudFront has no certificate for its mutualTls"] as const]),
        ...(reached.length > 0
            ? []
            : [
                  [
                      ".to",
                      `has no route that matches ${pattern}, as ${path.to} would see it; give it such routes${prefixOf(pattern) === undefined ? "" : ", or set stripPrefix to true"}`,
                  ] as const,
              ]),
        ...(signed
            ? [
                  [
                      ".to",
                      `is not allowed: callers sign its route ${show(signed[0])} (iam) for another host name; use tokens there, or a pattern without it`,
                  ] as const,
              ]
            : []),
    ];
}

/** `/orders/{id}` of `GET /orders/{id}`, with stars for variables. */
function wildcards(route: string): string {
    return route.replace(/^[A-Z]+ /, "").replace(/\{[^}]*\}/g, "*");
}

function serviceAnswers(pattern: string, path: Path, values: Checked, name: string): Finding[] {
    const { domain, services } = values;
    const exposure = services[name]?.public;
    if (exposure === undefined) {
        return [
            [
                ".to",
                `is not allowed, because CloudFront cannot reach it; give services.${name} the key public`,
            ],
        ];
    }
    if (domain === undefined) {
        return [
            [
                ".to",
                "is not allowed without plumbline:domain: CloudFront would call the load balancer without TLS",
            ],
        ];
    }
    return [
        ...(exposure.loadBalancer === undefined
            ? []
            : [
                  [
                      ".to",
                      `is not allowed, because it stands behind ${exposure.loadBalancer}; it must stand behind the stack's own load balancer`,
                  ] as const,
              ]),
        ...(exposure.paths.some((one) => meet(seen(pattern, path), one))
            ? []
            : [
                  [
                      ".to",
                      `has no path that matches ${pattern}, as it would see it; services.${name}.public.paths must have one`,
                  ] as const,
              ]),
        ...(path.direct ? [] : closedFits(exposure, values, name)),
    ];
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_VALUES_OF_RULE = 5;

/** The rule of a closed service has its host, its paths, and of each site the secret and for a while the one before. */
function closedFits(
    { paths, canary = "none" }: NonNullable<Values["services"][string]["public"]>,
    values: Checked,
    name: string,
): Finding[] {
    const sites = sitesLeadingTo(values, `service/${name}`);
    const secrets = sites.reduce(
        (sum, site) => sum + ((values.sites[site]?.originGeneration ?? 1) > 1 ? 2 : 1),
        0,
    );
    const count = 1 + paths.length + secrets;
    return [
        ...(count <= MOST_VALUES_OF_RULE
            ? []
            : [
                  [
                      ".direct",
                      `is not allowed, because the load balancer's rule for services.${name} would have ${count} values: its host, ${paths.length} of public.paths, and ${secrets} secrets of sites; they must be at most ${MOST_VALUES_OF_RULE}`,
                  ] as const,
              ]),
        ...(canary === "none"
            ? []
            : [
                  [
                      ".direct",
                      `is not allowed with services.${name}.public.canary, which requests the service's own address; it must be none`,
                  ] as const,
              ]),
        ...usersOf(`service/${name}`, values).map(
            (user) =>
                [
                    ".direct",
                    `is not allowed, because ${user} uses the own address of service/${name}; it must be true`,
                ] as const,
        ),
    ];
}

/** Entries that call the address of a service. */
function usersOf(id: string, values: Checked): string[] {
    return (["functions", "services", "servers", "tasks", "sites"] as const).flatMap((plural) =>
        Object.entries(values[plural]).flatMap(([name, { uses }]) =>
            uses.includes(id) ? [`${plural}.${name}`] : [],
        ),
    );
}

/** What came through a site is not asked a second time. */
function throughFirewall(site: Site, kind: string, name: string, { firewall, apis }: Checked): Finding[] {
    const isGuarded = kind === "service" ? firewall.enabled : (apis[name]?.firewall ?? firewall.enabled);
    return isGuarded && site.firewall === false && (kind === "service" || apis[name]?.cdn)
        ? [
              [
                  ".to",
                  "is not allowed in a site with firewall: false, which would lead around the firewall in front of it",
              ],
          ]
        : [];
}

function patternFits(
    { paths, content, release }: Site,
    pattern: string,
    path: Path,
    root: string,
): Finding[] {
    if (/^\/\*+$/.test(pattern)) {
        return [
            [
                "",
                'is not allowed, because it is every path, which nothing would be left of for the site; it must be a part of it such as "/api/*"',
            ],
        ];
    }
    const ordered = mostExactFirst(Object.keys(paths));
    const taker = ordered.slice(0, ordered.indexOf(pattern)).find((other) => takesAll(other, pattern));
    if (taker !== undefined) {
        return [["", `leads nowhere, because ${show(taker)} matches all of it; leave one of the two out`]];
    }
    // Only the bucket holds the files of an earlier release.
    if (release !== undefined || !isFolder(root, content)) return [];
    const files = entriesOf(join(root, content)).filter(
        ({ type, target }) => type === "file" || target === "file",
    );
    const hidden = [...files.map((file) => file.path), "config.json"].find((file) =>
        matchesPathPattern(pattern, `/${file}`),
    );
    return hidden === undefined
        ? []
        : [
              [
                  "",
                  `hides ${show(hidden)} of ${content}: it leads to ${path.to}; give one of the two another path`,
              ],
          ];
}

/** The paths come first. */
function behaviorsAreReached(name: string, { behaviors, paths }: Site): Problem[] {
    return Object.keys(behaviors).flatMap((pattern) => {
        const taker = Object.keys(paths).find((one) => takesAll(one, `/${pattern.replace(/^\//, "")}`));
        return taker === undefined || !pattern.startsWith("/")
            ? []
            : [
                  {
                      key: keyPath(["sites", name, "behaviors", pattern]),
                      message: `is for no path, because paths has ${show(taker)}, which leads elsewhere; leave one of the two out`,
                  },
              ];
    });
}

/** Redirects and rewrites are the site's, and are not asked for what leads elsewhere. */
function rulesAreReached(name: string, site: Site): Problem[] {
    return (["redirects", "rewrites"] as const).flatMap((rules) =>
        Object.keys(site[rules]).flatMap((from) => {
            const taker = Object.keys(site.paths).find((one) => takesAll(one, from));
            return taker === undefined
                ? []
                : [
                      {
                          key: keyPath(["sites", name, rules, from]),
                          message: `is never asked for, because paths has ${show(taker)}, which leads elsewhere; leave one of the two out`,
                      },
                  ];
        }),
    );
}

/** CloudFront shows error pages for every origin of a distribution. */
function errorPagesAreTheSites(name: string, { errorPages, paths }: Site): Problem[] {
    const answerer = Object.entries(paths).find(([, { to }]) => parseUse(to).kind !== "bucket");
    return answerer === undefined
        ? []
        : Object.entries(errorPages).map(([status, page]) => ({
              key: keyPath(["sites", name]) + `.errorPages.${status}`,
              message: `${show(page)} is not allowed with paths to ${answerer[1].to}, whose own answers ${status} it would replace; leave it out, or give ${answerer[1].to} a host of its own`,
          }));
}
