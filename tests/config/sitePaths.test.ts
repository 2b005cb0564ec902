import assert from "node:assert/strict";

import { meet, mostExactFirst, takesAll } from "../../model/sitePaths";
import { changed, complaints, complete, settingsOf } from "./fixtures";

type Raw = Record<string, unknown>;
const at = (raw: Raw, path: string, value: unknown): Raw => changed(raw, path.split("."), value);

/** A site of one application with these paths, in front of an API with few routes. */
function withPaths(paths: unknown, ...changes: [path: string, value: unknown][]): Raw {
    const start = at(at(complete, "sites.shop.paths", paths), "sites.shop.release", undefined);
    return [["firewall.enabled", false] as [string, unknown], ...changes].reduce(
        (raw, [path, value]) => at(raw, path, value),
        start,
    );
}

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    [
        "an API, a service and a bucket",
        withPaths({
            "/api/*": { to: "api/shop", stripPrefix: true },
            "/app/*": "service/web",
            "/files/*": "bucket/uploads",
        }),
        [],
    ],
    [
        "a target that is not there",
        withPaths({ "/api/*": { to: "api/shp", stripPrefix: true } }),
        [
            'plumbline:sites.shop.paths["/api/*"].to: "api/shp" does not exist; there are api/shop; did you mean "api/shop"?',
        ],
    ],
    [
        "an API none of whose routes is there",
        withPaths({ "/api/*": "api/shop" }),
        [
            'plumbline:sites.shop.paths["/api/*"].to: "api/shop" has no route that matches /api/*, as api/shop would see it; give it such routes, or set stripPrefix to true',
        ],
    ],
    [
        "an API whose routes have the prefix",
        withPaths({ "/api/*": "api/shop" }, ["apis.shop.routes", { "ANY /{proxy+}": "orders" }]),
        [],
    ],
    [
        "an API whose callers sign for another host",
        withPaths({ "/api/*": { to: "api/shop", stripPrefix: true } }, ["apis.shop.authorizer", "iam"]),
        [
            'plumbline:sites.shop.paths["/api/*"].to: "api/shop" is not allowed: callers sign its route "GET /orders" (iam) for another host name; use tokens there, or a pattern without it',
        ],
    ],
    [
        "a route beside those that callers sign",
        withPaths({ "/health": "api/shop" }, ["apis.shop.authorizer", "iam"]),
        [],
    ],
    [
        "an API that is closed otherwise",
        withPaths({ "/api/*": { to: "api/shop", stripPrefix: true, direct: false } }),
        [
            'plumbline:sites.shop.paths["/api/*"].direct: false is not allowed with api/shop; with apis.shop.cdn: true its public routes answer through CloudFront only',
        ],
    ],
    [
        "a private service",
        withPaths({ "/app/*": "service/web" }, ["services.web.public", undefined]),
        [
            'plumbline:sites.shop.paths["/app/*"].to: "service/web" is not allowed, because CloudFront cannot reach it; give services.web the key public',
        ],
    ],
    [
        "a service without a domain",
        withPaths({ "/app/*": "service/web" }, ["domain", "none"], ["email", "none"]),
        [
            'plumbline:sites.shop.paths["/app/*"].to: "service/web" is not allowed without plumbline:domain: CloudFront would call the load balancer without TLS',
        ],
    ],
    [
        "a service that gets other paths",
        withPaths({ "/app/*": "service/web" }, ["services.web.public.paths", ["/v1/*"]]),
        [
            'plumbline:sites.shop.paths["/app/*"].to: "service/web" has no path that matches /app/*, as it would see it; services.web.public.paths must have one',
        ],
    ],
    [
        "a way around the firewall",
        withPaths({ "/app/*": "service/web" }, ["firewall.enabled", true], ["sites.shop.firewall", false]),
        [
            'plumbline:sites.shop.paths["/app/*"].to: "service/web" is not allowed in a site with firewall: false, which would lead around the firewall in front of it',
        ],
    ],
    ["a closed service", withPaths({ "/app/*": { to: "service/web", direct: false } }), []],
    [
        "a closed service that others call, with more values than a rule has",
        withPaths(
            { "/app/*": { to: "service/web", direct: false } },
            ["services.web.public.paths", ["/app/a", "/app/b", "/app/c"]],
            ["services.web.public.healthCheckPath", "/app/a"],
            ["services.web.public.canary", "/app/a"],
            ["sites.shop.originGeneration", 2],
            ["sites.shop.uses", ["service/web"]],
        ),
        [
            'plumbline:sites.shop.paths["/app/*"].direct: false is not allowed, because the load balancer\'s rule for services.web would have 6 values: its host, 3 of public.paths, and 2 secrets of sites; they must be at most 5',
            'plumbline:sites.shop.paths["/app/*"].direct: false is not allowed with services.web.public.canary, which requests the service\'s own address; it must be none',
            'plumbline:sites.shop.paths["/app/*"].direct: false is not allowed, because sites.shop uses the own address of service/web; it must be true',
        ],
    ],
    [
        "settings of a bucket for a service",
        withPaths({ "/app/*": { to: "service/web", folder: "a", cacheSeconds: 5 } }),
        [
            'plumbline:sites.shop.paths["/app/*"].folder: "a" is not allowed with service/web; only buckets have a folder',
            'plumbline:sites.shop.paths["/app/*"].cacheSeconds: 5 is not allowed with service/web; only buckets have a cache in front of them',
        ],
    ],
    ["media", withPaths({ "/films/*": "media/films" }), []],
    [
        "settings that media has itself",
        withPaths({ "/films/*": { to: "media/films", folder: "a", cacheSeconds: 5, direct: false } }),
        [
            'plumbline:sites.shop.paths["/films/*"].folder: "a" is not allowed with media/films, which has its own: set prefix there',
            'plumbline:sites.shop.paths["/films/*"].cacheSeconds: 5 is not allowed with media/films, which has its own: set cacheSeconds there',
            'plumbline:sites.shop.paths["/films/*"].direct: false is not allowed with media/films, which has no address for itself alone',
        ],
    ],
    [
        "a prefix that is none, and a bucket with an address",
        withPaths({ "/*.pdf": { to: "bucket/uploads", stripPrefix: true, direct: false } }),
        [
            'plumbline:sites.shop.paths["/*.pdf"].stripPrefix: true is not allowed here, because the pattern has no prefix; it must be all paths below one, such as "/api/*"',
            'plumbline:sites.shop.paths["/*.pdf"].direct: false is not allowed with bucket/uploads, which has no address of its own',
        ],
    ],
    [
        "every path",
        withPaths({ "/*": "bucket/uploads" }),
        [
            'plumbline:sites.shop.paths["/*"]: is not allowed, because it is every path, which nothing would be left of for the site; it must be a part of it such as "/api/*"',
        ],
    ],
    [
        "patterns for the same paths",
        withPaths({ "/a/*": "bucket/uploads", "/a/**": "bucket/uploads" }),
        [
            'plumbline:sites.shop.paths["/a/*"]: leads nowhere, because "/a/**" matches all of it; leave one of the two out',
            'plumbline:sites.shop.paths["/a/**"]: would make a second resource "shop-paths-a" (cloudfront.CachePolicy), as plumbline:sites.shop.paths["/a/*"] does; give one of the two another name',
        ],
    ],
    [
        "files of the site",
        withPaths({ "/assets/*": "bucket/uploads" }),
        [
            'plumbline:sites.shop.paths["/assets/*"]: hides "assets/settings-8e4b2f19.js" of examples/sample/site: it leads to bucket/uploads; give one of the two another path',
        ],
    ],
    [
        "the file that every site has",
        withPaths({ "/config.json": "bucket/uploads" }),
        [
            'plumbline:sites.shop.paths["/config.json"]: hides "config.json" of examples/sample/site: it leads to bucket/uploads; give one of the two another path',
        ],
    ],
    [
        "behaviors, redirects and rewrites of what leads elsewhere",
        withPaths(
            { "/files/*": "bucket/uploads" },
            ["sites.shop.behaviors", { "/files/a/*": { cacheSeconds: 5 }, "*.jpg": {} }],
            ["sites.shop.redirects", { "/files/old": "/new", "/old": "/new" }],
            ["sites.shop.rewrites", { "/files/*": "/index.html" }],
        ),
        [
            'plumbline:sites.shop.behaviors["/files/a/*"]: is for no path, because paths has "/files/*", which leads elsewhere; leave one of the two out',
            'plumbline:sites.shop.redirects["/files/old"]: is never asked for, because paths has "/files/*", which leads elsewhere; leave one of the two out',
            'plumbline:sites.shop.rewrites["/files/*"]: is never asked for, because paths has "/files/*", which leads elsewhere; leave one of the two out',
        ],
    ],
    [
        "error pages in place of an API's answers",
        withPaths({ "/api/*": { to: "api/shop", stripPrefix: true } }, [
            "sites.shop.errorPages",
            { 404: "/index.html" },
        ]),
        [
            'plumbline:sites.shop.errorPages.404: "/index.html" is not allowed with paths to api/shop, whose own answers 404 it would replace; leave it out, or give api/shop a host of its own',
        ],
    ],
    [
        "more paths than a distribution has behaviors",
        withPaths(
            Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`/f${index}/*`, "bucket/uploads"])),
            [
                "sites.shop.behaviors",
                Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`/b${index}/*`, {}])),
            ],
        ),
        [
            "plumbline:sites.shop.paths: 5 behaviors and 20 paths are not allowed; they must be at most 24, because a distribution has 25 and the one for all other paths counts; use * to match several at once",
        ],
    ],
];

describe("paths of a site", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length === 0 ? "takes" : "refuses"} ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }

    it("may be a target alone", () => {
        const { sites } = settingsOf(withPaths({ "/files/*": "bucket/uploads" }));
        assert.deepEqual(sites["shop"]?.paths, {
            "/files/*": { to: "bucket/uploads", stripPrefix: false, direct: true },
        });
    });

    it("leave a closed service without a canary, which does not know the secret", () => {
        const raw = (direct: boolean) =>
            withPaths({ "/app/*": { to: "service/web", direct } }, ["services.web.public.canary", undefined]);
        assert.ok("service/web" in settingsOf(raw(true)).canaries);
        assert.ok(!("service/web" in settingsOf(raw(false)).canaries));
    });
});

describe("path patterns", () => {
    it("are in an order of their own, whatever the stack file's", () => {
        const ordered = ["/api/orders", "/api/v1/*", "/api/?", "/api/*.js", "/api/*", "/a*", "/*.pdf"];
        assert.deepEqual(mostExactFirst([...ordered].sort()), ordered);
        assert.deepEqual(mostExactFirst([...ordered].reverse()), ordered);
    });

    it("take all of another or not", () => {
        const takes = (a: string, b: string) => takesAll(a, b);
        assert.ok(takes("/a/*", "/a/b/*"));
        assert.ok(takes("/a/*", "/a/?"));
        assert.ok(!takes("/a/?", "/a/*"));
        assert.ok(!takes("/a/*", "/a*"));
        assert.ok(!takes("/a/*", "/a"));
    });

    it("meet where one path fits both", () => {
        for (const [a, b, expected] of [
            ["/api/*", "/*", true],
            ["/api/*", "/api/orders", true],
            ["/api/*", "/orders/*", false],
            ["/*/b", "/a/*", true],
            ["/a/?", "/a/b", true],
            ["/a/?", "/a/bc", false],
            ["/a/*.js", "/a/*.css", false],
            ["/health", "/orders", false],
        ] as const) {
            assert.equal(meet(a, b), expected, `${a} ${b}`);
            assert.equal(meet(b, a), expected, `${b} ${a}`);
        }
    });
});
