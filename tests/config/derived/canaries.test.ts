/** Public addresses with a canary: the request it sends, and the settings that would block it. */
import assert from "node:assert/strict";

import { complaints, minimal, settingsOf } from "../fixtures";

type Raw = Record<string, unknown>;

const SITE = { content: "examples/sample/site" };
const SERVICE = { image: "nginx:1.29" };
const functions = { orders: "examples/sample/functions/orders" };
const OPEN = { function: "orders", public: true };
const on = (raw: Raw): Raw => ({
    ...minimal,
    domain: { name: "shop.example.com" },
    monitoring: { canaries: { enabled: true } },
    functions,
    ...raw,
});
const site = (more: Raw, raw: Raw = {}): Raw => on({ sites: { shop: { ...SITE, ...more } }, ...raw });
const api = (more: Raw, raw: Raw = {}): Raw =>
    on({ apis: { shop: { routes: { "GET /health": OPEN }, ...more } }, ...raw });
const service = (exposure: Raw, raw: Raw = {}): Raw =>
    on({ services: { web: { ...SERVICE, public: exposure } }, ...raw });

const PATHS: readonly [what: string, raw: Raw, paths: Record<string, string>][] = [
    ["a site: its start page", site({}), { "site/shop": "/" }],
    ["a site with another page", site({ canary: "/prices" }), { "site/shop": "/prices" }],
    ["a site without a canary", site({ canary: "none" }), {}],
    [
        "an API: its first public GET route without a parameter",
        api({
            routes: {
                "POST /orders": OPEN,
                "GET /orders/{id}": OPEN,
                "GET /me": { function: "orders", authorizer: "iam" },
                "GET /status": OPEN,
                "GET /health": OPEN,
            },
        }),
        { "api/shop": "/status" },
    ],
    [
        "an API where callers are always known: none",
        api({ routes: { "GET /me": "orders" }, authorizer: "iam" }),
        {},
    ],
    [
        "an API where callers are always known, and that answers them all the same",
        api({ routes: { "GET /me": "orders" }, authorizer: "iam", canary: "/docs" }),
        { "api/shop": "/docs" },
    ],
    ["a service: its health check", service({}), { "service/web": "/health" }],
    [
        "a service whose health check the load balancer does not pass on: none",
        service({ paths: ["/shop/*"] }),
        {},
    ],
    [
        "a service whose health check is one of several paths",
        service({ paths: ["/shop/*", "/h*"] }),
        { "service/web": "/health" },
    ],
    ["a private service: none", on({ services: { web: SERVICE } }), {}],
    [
        "a server",
        on({ servers: { tools: { public: { healthCheckPath: "/up" } }, inside: {} } }),
        { "server/tools": "/up" },
    ],
    ["a stack without canaries: none", site({}, { monitoring: {} }), {}],
];

describe("canaries of a stack", () => {
    for (const [what, raw, paths] of PATHS) {
        it(what, () => {
            assert.deepEqual(settingsOf(raw).canaries, paths);
        });
    }

    for (const [tier, enabled] of Object.entries({ dev: false, staging: true, prod: true })) {
        it(`are ${enabled ? "on" : "off"} in tier ${tier}`, () => {
            assert.equal(settingsOf({ ...minimal, tier }).monitoring.canaries.enabled, enabled);
        });
    }
});

const COUNTRIES = { countries: { allow: ["DE", "AT"] } };
const GEO =
    "canaries call from eu-west-1, which is in IE, and countries keep that out; let IE in, or give none";
const ADDRESSES =
    "canaries call from any address of AWS, and firewall.allowedAddresses lets only some in; it must be none";
const FEW = { firewall: { enabled: true, allowedAddresses: ["203.0.113.0/24"] } };

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    [
        "a path that the load balancer does not pass on",
        service({ paths: ["/shop/*"], canary: "/health?x=/shop/" }),
        [
            'plumbline:services.web.public.canary: "/health?x=/shop/" is not allowed: paths do not lead there; it must be below /shop/*, or none',
        ],
    ],
    ["a path that it passes on, with a query", service({ paths: ["/shop/*"], canary: "/shop/?x=1" }), []],
    [
        "an API that asks for certificates",
        api({ mutualTls: "nowhere.pem", canary: "/health" }),
        [
            'plumbline:apis.shop.canary: "/health" is not allowed: a canary has no certificate for mutualTls; it must be none',
            'plumbline:apis.shop.mutualTls: "nowhere.pem" is not allowed; it must be a file below the project with certificates (PEM)',
        ],
    ],
    [
        "a site for some countries",
        site(COUNTRIES),
        [`plumbline:sites.shop.canary: "/" is not allowed: ${GEO}`],
    ],
    [
        "a site for all but the canary's country",
        site({ countries: { block: ["IE"] } }),
        [`plumbline:sites.shop.canary: "/" is not allowed: ${GEO}`],
    ],
    ["a site for some countries, the canary's among them", site({ countries: { allow: ["IE"] } }), []],
    [
        "a site for some countries, in a region whose country is unknown",
        site(COUNTRIES, { region: "me-west-1" }),
        [],
    ],
    ["a site for some countries, without a canary", site({ ...COUNTRIES, canary: "none" }), []],
    [
        "a firewall for some countries",
        service({}, { firewall: { enabled: true, ...COUNTRIES } }),
        [`plumbline:services.web.public.canary: "/health" is not allowed: ${GEO}`],
    ],
    [
        "a firewall for some countries that is off",
        service({}, { firewall: { enabled: false, ...COUNTRIES } }),
        [],
    ],
    [
        "a firewall for some countries that a site is not behind",
        site({ firewall: false }, { firewall: { enabled: true, ...COUNTRIES } }),
        [],
    ],
    [
        "a firewall for some addresses",
        site({}, FEW),
        [`plumbline:sites.shop.canary: "/" is not allowed: ${ADDRESSES}`],
    ],
    [
        "a firewall for some addresses, in front of an API",
        api({ cdn: true }, FEW),
        [`plumbline:apis.shop.canary: "/health" is not allowed: ${ADDRESSES}`],
    ],
    ["an API that no firewall can stand in front of", api({}, FEW), []],
    ["a stack without canaries", site(COUNTRIES, { monitoring: {} }), []],
];

describe("a canary is refused for", () => {
    for (const [what, raw, said] of CASES) {
        it(what, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }
});
