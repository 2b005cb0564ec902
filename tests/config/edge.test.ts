import assert from "node:assert/strict";

import { changed, complaints, complete, minimal, settingsOf } from "./fixtures";
import { keysOf } from "./mistakes/mistake";

type Raw = Record<string, unknown>;
const with_ = (...changes: [path: string | string[], value: unknown][]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);
const CODE = "examples/sample/functions/orders";

/** Conflicting settings in front of and behind APIs, sites, functions and directories. */
const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    [
        "a firewall in front of an HTTP API without a CDN",
        with_(["apis.shop.firewall", true], ["firewall.enabled", true]),
        [
            "plumbline:apis.shop.firewall: true is not allowed; it must be false without a cdn: a web application firewall cannot stand in front of an HTTP API; set cdn to true",
        ],
    ],
    [
        "a firewall that the stack does not have",
        with_(["sites.shop.firewall", true], ["firewall.enabled", false]),
        [
            "plumbline:sites.shop.firewall: true is not allowed without a firewall; set plumbline:firewall.enabled to true",
        ],
    ],
    [
        "signatures through a CDN",
        with_(["apis.shop.cdn", true], ["apis.shop.authorizer", "iam"]),
        [
            "plumbline:apis.shop.cdn: true is not allowed with routes for iam: their signatures would be for another host name; use tokens, or false",
        ],
    ],
    [
        "an undefined authorizer",
        with_(
            ["apis.shop.authorizer", "customers"],
            ["apis.shop.authorizers", { customer: { function: "orders" } }],
        ),
        [
            'plumbline:apis.shop.authorizer: "customers" is not allowed; it must be directory/<name>, or one of customer, iam; did you mean "customer"?',
        ],
    ],
    [
        "a route without an authorizer",
        with_(["apis.shop.authorizer", undefined]),
        [
            'plumbline:apis.shop.routes["GET /orders"]: has no authorizer, and neither has the API; name one, or make the route public',
        ],
    ],
    [
        "a route to an authorizer that is an unknown function",
        with_(["apis.shop.authorizers", { hooks: { function: "chek" } }]),
        ['plumbline:apis.shop: uses "function/chek", which does not exist; there are function/orders'],
    ],
    [
        "scopes without a token",
        with_([
            ["apis", "shop", "routes", "GET /orders"],
            { function: "orders", authorizer: "iam", scopes: ["a"] },
        ]),
        [
            'plumbline:apis.shop.routes["GET /orders"].scopes: a list is not allowed with the authorizer "iam"; only tokens have scopes',
        ],
    ],
    [
        "cookies from nowhere",
        with_(["apis.shop.corsOrigins", []], ["apis.shop.corsCredentials", true]),
        [
            "plumbline:apis.shop.corsCredentials: true is not allowed without corsOrigins, the origins whose pages may send cookies",
        ],
    ],
    [
        "certificates of callers without a name for them",
        changed(
            with_(["apis.shop.mutualTls", "ca.pem"], ["directories.customers.signIn", { prefix: "x" }]),
            ["domain"],
            "none",
        ),
        [
            "plumbline:apis.shop.mutualTls: \"ca.pem\" is not allowed without plumbline:domain: callers' certificates are checked on a name of one's own only",
        ],
    ],
    [
        "certificates of callers through a CDN",
        with_(["apis.shop.mutualTls", "ca.pem"], ["apis.shop.cdn", true]),
        [
            'plumbline:apis.shop.mutualTls: "ca.pem" is not allowed with a cdn, which callers would show their certificates to instead',
        ],
    ],
    [
        "certificates that are not there",
        with_(["apis.shop.mutualTls", "ca.pem"]),
        [
            'plumbline:apis.shop.mutualTls: "ca.pem" is not allowed; it must be a file below the project with certificates (PEM)',
        ],
    ],
    [
        "error pages of an application",
        with_(["sites.shop.spa", true], ["sites.shop.errorPages", { 404: "/404.html" }]),
        [
            'plumbline:sites.shop.errorPages.404: "/404.html" is not allowed with spa, where index.html answers unknown paths; set spa to false',
        ],
    ],
    [
        "an error page that is not there",
        with_(["sites.shop.release", undefined], ["sites.shop.errorPages", { 404: "/404.html" }]),
        [
            'plumbline:sites.shop.errorPages.404: "/404.html" is not allowed; it must be a file in examples/sample/site',
        ],
    ],
    [
        "a password in prod",
        { ...minimal, tier: "prod", sites: { shop: { content: "examples/sample/site", basicAuth: true } } },
        ["plumbline:sites.shop.basicAuth: true is not allowed in tier prod, where the site is public"],
    ],
    [
        "a zone that is not the stack's own, with settings of all of it",
        with_(
            ["domain", { name: "shop.example.com", zoneId: "ZOTHER1", queryLogs: true, dnssec: true }],
            ["emulator", "none"],
        ),
        [
            "plumbline:domain.queryLogs: true is not allowed with plumbline:domain.zoneId, because it concerns all of that zone; set it where the zone is made",
            "plumbline:domain.dnssec: true is not allowed with plumbline:domain.zoneId, because it concerns all of that zone; set it where the zone is made",
        ],
    ],
    [
        "hosts that lead to a site without a name",
        { ...minimal, sites: { shop: { content: "examples/sample/site", redirectHosts: ["www"] } } },
        [
            "plumbline:sites.shop.redirectHosts: a list is not allowed without plumbline:domain, to which the hosts would lead",
        ],
    ],
    [
        "a host that leads to a site and is an API's",
        with_(["sites.shop.redirectHosts", ["api"]]),
        [
            "plumbline:sites.shop: has the host name api.shop.example.com, which api/shop has already; give one of them another",
        ],
    ],
    [
        "a host of another zone that lies in the stack's own domain",
        with_([
            "sites.shop.redirectHosts",
            [
                "old",
                ...["a.b.shop.example.com", "shop.example.com"].map((host) => ({ host, zoneId: "ZOTHER1" })),
            ],
        ]),
        [
            'plumbline:sites.shop.redirectHosts[1].host: "a.b.shop.example.com" is not allowed, because it lies in the stack\'s domain shop.example.com; it must be a host outside of it, or instead of the map a label such as "www"',
            'plumbline:sites.shop.redirectHosts[2].host: "shop.example.com" is not allowed, because it is the stack\'s own domain',
        ],
    ],
    [
        "no host outside of the stack's domain, however like it",
        with_([
            "sites.shop.redirectHosts",
            ["example.com", "myshop.example.com"].map((host) => ({ host, zoneId: "ZOTHER1" })),
        ]),
        [],
    ],
    [
        "a hosted sign-in with the name of an API",
        with_(["directories.customers.signIn", { subdomain: "api" }]),
        [
            "plumbline:directories.customers: has the host name api.shop.example.com, which api/shop has already; give one of them another",
        ],
    ],
    [
        "somewhere to return to, without a hosted sign-in",
        with_(["directories.customers.signIn", undefined]),
        [
            "plumbline:directories.customers.signIn: is missing; callbackUrls and logoutUrls belong to a hosted sign-in, which needs a subdomain or a prefix",
        ],
    ],
    [
        "a hosted sign-in below a domain without an address",
        with_(
            ["domain", { name: "shop.example.com" }],
            ["directories.customers.signIn", { subdomain: "login" }],
        ),
        [
            "plumbline:directories.customers.signIn.subdomain: is not allowed unless the domain itself has an address, which Cognito asks for; give a site no subdomain, or use a prefix",
        ],
    ],
    [
        "a second factor that no user has",
        with_(["directories.customers.threatProtection", "enforced"], ["directories.customers.mfa", "off"]),
        [
            'plumbline:directories.customers.threatProtection: "enforced" is not allowed with mfa off: it asks for the second factor when a sign-in looks unusual',
        ],
    ],
    [
        "a function of nothing",
        with_(["functions.orders.code", undefined]),
        [
            "plumbline:functions.orders.code: is missing; it must be a folder with code, or give an image or a build",
        ],
    ],
    [
        "a function of code and image",
        with_(["functions.orders.image", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1"]),
        [
            'plumbline:functions.orders.image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1" is not allowed with code; give one of the two',
        ],
    ],
    [
        "a canary beside nothing",
        with_(["functions.orders.canary", { weight: 10 }]),
        [
            "plumbline:functions.orders.version: is missing; with a canary it must be the version that gets the other calls",
        ],
    ],
    [
        "a canary beside itself",
        with_(["functions.orders.version", "3"], ["functions.orders.canary", { version: "3", weight: 10 }]),
        ['plumbline:functions.orders.canary.version: "3" is not allowed; it must be another than version'],
    ],
    [
        "a canary that is kept warm",
        with_(
            ["functions.orders.version", "3"],
            ["functions.orders.canary", { weight: 10 }],
            ["functions.orders.provisionedConcurrency", 1],
        ),
        [
            "plumbline:functions.orders.canary: a map is not allowed with provisionedConcurrency, which Lambda refuses on a weighted alias; set provisionedConcurrency to 0 until the canary is over",
        ],
    ],
    [
        "more warm instances than may run",
        with_(["functions.orders.provisionedConcurrency", 6]),
        [
            "plumbline:functions.orders.provisionedConcurrency: 6 is not allowed; it must be at most reservedConcurrency, which is 5",
        ],
    ],
    [
        "the same time twice",
        with_(["functions.orders.on", [{ schedule: "rate(1 day)" }, { schedule: "rate(1 day)" }]]),
        [
            "plumbline:functions.orders.on[1]: the entry is there already, as plumbline:functions.orders.on[0]; leave one of the two out",
        ],
    ],
    [
        "an unknown queue to be called by",
        with_(["functions.orders.on", ["queue/jobz"]]),
        [
            'plumbline:functions.orders: uses "queue/jobz", which does not exist; there are queue/receipts, queue/entries',
        ],
    ],
    [
        "a queue that redelivers messages during a function run",
        {
            ...minimal,
            queues: { jobs: { visibilitySeconds: 20 } },
            functions: { orders: { code: CODE, timeoutSeconds: 30, on: ["queue/jobs"] } },
        },
        [
            "plumbline:functions.orders.on[0]: queue/jobs makes a message visible again after 20 s, and the function may take 30 s; make visibilitySeconds of the queue at least that",
        ],
    ],
];

describe("a contradiction at the edge", () => {
    for (const [what, raw, said] of CASES) {
        it(`is ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }
});

describe("functionDefaults", () => {
    const functionsOf = (functionDefaults: unknown, functions: unknown) =>
        settingsOf({ ...minimal, functionDefaults, functions }).functions;

    it("apply to every function without a value of its own", () => {
        const { orders, reports } = functionsOf(
            { memoryMib: 512, timeoutSeconds: 30, runtime: "nodejs24.x", reservedConcurrency: 5 },
            { orders: CODE, reports: { code: CODE, memoryMib: 128 } },
        );
        assert.partialDeepStrictEqual(orders, {
            code: CODE,
            reservedConcurrency: 5,
            memoryMib: 512,
            timeoutSeconds: 30,
            runtime: "nodejs24.x",
        });
        assert.partialDeepStrictEqual(reports, { memoryMib: 128, timeoutSeconds: 30, runtime: "nodejs24.x" });
    });

    it("merge with a function's own environment and uses", () => {
        const { functions } = settingsOf({
            ...minimal,
            secrets: { a: {}, b: {} },
            functionDefaults: { environment: { LOG_LEVEL: "info", REGION: "eu" }, uses: ["secret/a"] },
            functions: { orders: { code: CODE, environment: { LOG_LEVEL: "debug" }, uses: ["secret/b"] } },
        });
        assert.deepEqual(functions["orders"]?.environment, { LOG_LEVEL: "debug", REGION: "eu" });
        assert.deepEqual(functions["orders"]?.uses, ["secret/a", "secret/b"]);
    });

    it("merge with a function's own permissions", () => {
        const statement = (action: string) => ({
            actions: [action],
            resources: ["arn:aws:s3:::shop-{stack}/*"],
        });
        const { orders, reports } = functionsOf(
            { permissions: [statement("s3:GetObject")] },
            { orders: { code: CODE, permissions: [statement("s3:PutObject")] }, reports: CODE },
        );
        assert.deepEqual(
            [orders, reports].map((own) => own?.permissions.map(({ actions }) => actions)),
            [[["s3:PutObject"], ["s3:GetObject"]], [["s3:GetObject"]]],
        );
    });

    it("report a wrong permission of all functions once", () => {
        const functions = { orders: CODE, reports: CODE };
        const said = complaints({
            ...minimal,
            functionDefaults: { permissions: [{ actions: ["*"], resources: ["*"] }] },
            functions,
        });
        assert.equal(said.length, 1);
        assert.match(
            said[0] ?? "",
            /^plumbline:functionDefaults\.permissions\[0\]\.actions\[0\]: "\*" is not allowed/,
        );
    });

    it("do not set handler, runtime and layers of an image", () => {
        const { boxed } = functionsOf(
            { layers: ["arn:aws:lambda:eu-west-1:123456789012:layer:tools:1"], memoryMib: 512 },
            { boxed: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1" } },
        );
        assert.deepEqual([boxed?.layers, boxed?.memoryMib], [[], 512]);
    });

    it("report one problem, whatever the number of functions", () => {
        const functions = Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`f${at}`, CODE]));
        assert.deepEqual(complaints({ ...minimal, functionDefaults: { memoryMib: 1 }, functions }), [
            "plumbline:functionDefaults.memoryMib: 1 is not allowed; it must be 128 to 10240 MiB",
        ]);
    });

    it("describe 65 functions in one line each", () => {
        const functions = Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`f${at}`, CODE]));
        const settings = functionsOf({ timeoutSeconds: 29 }, functions);
        assert.equal(
            Object.values(settings).filter(({ timeoutSeconds }) => timeoutSeconds === 29).length,
            65,
        );
    });
});
