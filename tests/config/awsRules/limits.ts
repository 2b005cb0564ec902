/** Regions and zones, and how many there may be of something. */
import type { Case, Change, Raw } from "./case";
import { functionOn, numbers } from "./case";

/** Names such as `n0`, each with the same value. */
const many = (count: number, value: (index: string) => unknown, name = (index: string) => `n${index}`): Raw =>
    Object.fromEntries(numbers(count).map((index) => [name(index), value(index)]));

const environments = (given: Raw): Change => ["delivery", { repository: "acme/shop", environments: given }];

/** Authorizers, each with a route of its own, besides the directory of the API's other route. */
const authorizers = (count: number): Change[] => [
    ["apis.shop.authorizers", many(count, () => ({ issuer: "https://id.example.com", audience: ["shop"] }))],
    [
        "apis.shop.routes",
        {
            "GET /health": { function: "orders", public: true },
            "GET /orders": "orders",
            ...many(
                count,
                (index) => ({ function: "orders", authorizer: `n${index}` }),
                (index) => `GET /n${index}`,
            ),
        },
    ],
];

const redirects = (count: number): Change => [
    "sites.shop.redirects",
    many(
        count,
        (index) => `/articles/${index}/with-a-title`,
        (index) => `/blog/${index}/with-a-title`,
    ),
];

const schedule = (at: string, timeZone = "UTC"): Change => functionOn({ schedule: at, timeZone });

/** As schedules have it, without the zone. */
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19);

export const LIMITS: readonly Case[] = [
    [
        "a region with a slip of the pen",
        [["region", "eu-wset-1"]],
        'plumbline:region: "eu-wset-1" is not allowed; it must be an AWS region such as "eu-west-1"; did you mean "eu-west-1"?',
    ],
    [
        "a region with a number that is not there",
        [["region", "ap-south-3"]],
        'plumbline:region: "ap-south-3" is not allowed; it must be an AWS region such as "eu-west-1"; did you mean "ap-south-1"?',
    ],
    [
        "a zone instead of a region",
        [["region", "eu-west-1a"]],
        'plumbline:region: "eu-west-1a" is not allowed; it must be an AWS region such as "eu-west-1"; did you mean "eu-west-1"?',
    ],
    ["a region of another partition", [["region", "eusc-de-east-1"]], undefined],
    [
        "a fourth zone where there are three",
        [["network.zones", ["a", "b", "d"]]],
        'plumbline:network.zones[2]: "d" is not allowed, because eu-west-1 has no such zone; it must be one of a, b, c',
    ],
    [
        "a third zone where the letters have a gap",
        [["region", "ca-central-1"]],
        'plumbline:network.zones[2]: "c" is not allowed, because ca-central-1 has no such zone; it must be one of a, b, d',
    ],
    [
        "a fourth zone where there are four",
        [
            ["region", "us-west-2"],
            ["network.zones", ["a", "d"]],
        ],
        undefined,
    ],
    [
        "six zones where there are six",
        [
            ["region", "us-east-1"],
            ["network.zones", ["f", "a", "b", "c", "d", "e"]],
        ],
        undefined,
    ],
    [
        "25 paths that are never traced",
        [["monitoring.traces.ignorePaths", numbers(25).map((index) => `/${index}`)]],
        "plumbline:monitoring.traces.ignorePaths: must have at most 24 paths, because X-Ray has 25 sampling rules in a region",
    ],
    [
        "24 paths that are never traced",
        [["monitoring.traces.ignorePaths", numbers(24).map((index) => `/${index}`)]],
        undefined,
    ],
    [
        "24 behaviors of a site, and a path of it",
        [
            [
                "sites.shop.behaviors",
                many(
                    24,
                    () => ({}),
                    (index) => `/n${index}/*`,
                ),
            ],
        ],
        "plumbline:sites.shop.behaviors: 24 behaviors and 1 paths are not allowed; they must be at most 24",
    ],
    [
        "23 behaviors of a site, and a path of it",
        [
            [
                "sites.shop.behaviors",
                many(
                    23,
                    () => ({}),
                    (index) => `/n${index}/*`,
                ),
            ],
        ],
        undefined,
    ],
    [
        "a behavior for every path",
        [["sites.shop.behaviors", { "*": {} }]],
        'plumbline:sites.shop.behaviors["*"]: is not allowed, because it is every path, which CloudFront has its default behavior for',
    ],
    [
        "a behavior for every path, with a slash",
        [["sites.shop.behaviors", { "/*": {} }]],
        'plumbline:sites.shop.behaviors["/*"]: is not allowed, because it is every path',
    ],
    [
        "eleven authorizers",
        authorizers(10),
        "plumbline:apis.shop.routes: 11 authorizers of routes are not allowed; they must be at most 10",
    ],
    ["ten authorizers", authorizers(9), undefined],
    [
        "ten authorizers beside the one of public routes behind a CDN",
        [...authorizers(9), ["apis.shop.cdn", true]],
        "plumbline:apis.shop.routes: 11 authorizers of routes are not allowed; they must be at most 10, which is what API Gateway takes for an API, with the one of public routes behind a CDN",
    ],
    [
        "more redirects than a function holds",
        [redirects(200)],
        "plumbline:sites.shop.redirects: 200 redirects and 0 rewrites are not allowed, because they need ",
    ],
    ["as many redirects as a function holds", [redirects(50)], undefined],
    [
        "a time that is over",
        [schedule("at(2020-02-29T06:00:00)")],
        'plumbline:functions.extra.on[0].schedule: "at(2020-02-29T06:00:00)" is not allowed, because its last time was 2020-02-29T06:00Z; it must be a time to come',
    ],
    [
        "a time that is over, in its own zone",
        [schedule("at(2020-07-01T06:00:00)", "America/New_York")],
        'plumbline:functions.extra.on[0].schedule: "at(2020-07-01T06:00:00)" is not allowed, because its last time was 2020-07-01T10:00Z',
    ],
    ["a time that is over since yesterday", [schedule(`at(${daysAgo(1)})`)], undefined],
    ["a time to come", [schedule(`at(${daysAgo(-2)})`, "Pacific/Auckland")], undefined],
    [
        "years that are over",
        [schedule("cron(0 6 1 1 ? 2019-2021)")],
        'plumbline:functions.extra.on[0].schedule: "cron(0 6 1 1 ? 2019-2021)" is not allowed, because its last time was 2021-12-31T23:59Z',
    ],
    ["years of which some are over", [schedule("cron(0 6 1 1 ? 2020,2199)")], undefined],
    ["every second year", [schedule("cron(0 6 1 1 ? 2020/2)")], undefined],
    [
        "a change of tasks that is over",
        [["services.web.schedules", { sale: { at: "at(2020-11-27T00:00:00)", minTasks: 4, maxTasks: 9 } }]],
        'plumbline:services.web.schedules.sale.at: "at(2020-11-27T00:00:00)" is not allowed, because its last time was',
    ],
    [
        "one environment for previews and deployments",
        [environments({ preview: "prod", deploy: "prod" })],
        'plumbline:delivery.environments.preview: "prod" is not allowed, because it is the environment of deploy, too, so that every job of it could deploy; it must be another than "prod"',
    ],
    [
        "one environment for drift and deployments, in other letters",
        [environments({ drift: "Unit" })],
        'plumbline:delivery.environments.drift: "Unit" is not allowed, because it is the environment of deploy, too',
    ],
    [
        "the environment of previews as that of deployments",
        [environments({ deploy: "unit-preview" })],
        'plumbline:delivery.environments.deploy: "unit-preview" is not allowed, because it is the environment of preview, too',
    ],
    ["an environment for each role", [environments({ deploy: "production" })], undefined],
    [
        "a block of IPv6 addresses in two spellings",
        [["firewall", { enabled: true, blockedAddresses: ["2001:db8::/32", "2001:0DB8:0:0::/32"] }]],
        'plumbline:firewall.blockedAddresses[1]: "2001:0DB8:0:0::/32" is there already, as plumbline:firewall.blockedAddresses[0]',
    ],
];
