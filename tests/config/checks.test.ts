import assert from "node:assert/strict";

import { changed, complaints, complete, minimal, settingsOf } from "./fixtures";
import { keysOf } from "./mistakes/mistake";

type Raw = Record<string, unknown>;
const with_ = (...changes: [path: string, value: unknown][]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);

const SERVICE = { image: "nginx:1.29", public: {} };
const FUNCTION = { code: "examples/sample/functions/orders" };

/** Conflicting settings: the file, the stack's name, and the message. */
const CASES: readonly [what: string, raw: Raw, said: string[], stack?: string][] = [
    [
        "a tier in the stack of another",
        { ...minimal, tier: "prod" },
        ['plumbline:tier: "prod" is not allowed for a stack called "dev"; it must be dev'],
        "dev",
    ],
    ["a tier in a stack of any other name", { ...minimal, tier: "prod" }, [], "feature-x"],
    [
        "a NAT gateway in a zone that the network does not have",
        with_(["network", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single", natZone: "c" }]),
        [
            'plumbline:network.natZone: "c" is not allowed, because network.zones has no such zone; it must be one of a, b',
        ],
    ],
    [
        "the zone of one NAT gateway where each zone has its own",
        with_(["network", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "perZone", natZone: "a" }]),
        [
            'plumbline:network.natZone: "a" is not allowed with network.nat perZone, which has no single gateway; leave it out, or use nat single or instance',
        ],
    ],
    [
        "what stands in a VPC, without one",
        {
            ...minimal,
            network: "none",
            databases: { app: { engine: "aurora-postgresql", version: "16" } },
            caches: { sessions: {} },
            services: { web: SERVICE, stock: { image: "nginx:1.29" } },
            servers: { reports: {} },
            tables: { projects: { partitionKey: "id" } },
            functions: {
                orders: { ...FUNCTION, uses: ["table/projects", "database/app", "service/stock"] },
                calls: { ...FUNCTION, uses: ["service/web"] },
            },
        },
        [
            ...["databases.app", "caches.sessions"].map(
                (key) =>
                    `plumbline:${key}: needs a VPC, and the stack has none; give plumbline:network cidr and zones, or the name of a stack below plumbline:from that has one, or name one that exists in plumbline:existing.network`,
            ),
            "plumbline:functions.orders: needs a VPC, because it uses database/app, service/stock, and the stack has none; give plumbline:network cidr and zones, or the name of a stack below plumbline:from that has one, or name one that exists in plumbline:existing.network",
            ...["services.web", "services.stock", "servers.reports"].map(
                (key) =>
                    `plumbline:${key}: needs a VPC, and the stack has none; give plumbline:network cidr and zones, or the name of a stack below plumbline:from that has one, or name one that exists in plumbline:existing.network`,
            ),
        ],
    ],
    [
        "a table and a function that uses it, without a VPC",
        {
            ...minimal,
            network: undefined,
            tables: { projects: { partitionKey: "id" } },
            functions: { orders: { ...FUNCTION, uses: ["table/projects"] } },
        },
        [],
    ],
    [
        "the local tier without an emulator",
        { ...minimal, tier: "local" },
        ['plumbline:emulator: "none" is not allowed with tier local; it must be an emulator on this machine'],
    ],
    [
        "an unknown name, with one like it",
        with_(["functions.orders.uses", ["database/ap"]]),
        [
            'plumbline:functions.orders: uses "database/ap", which does not exist; there are database/app, database/legacy; did you mean "database/app"?',
        ],
    ],
    [
        "a source that there is not, even if this stack has an entry of that name",
        with_(["functions.orders.uses", ["kore:database/app"]]),
        [
            'plumbline:functions.orders: uses "kore:database/app", but plumbline:from has no "kore"; it has core; did you mean "core"?',
        ],
    ],
    [
        "a name of a kind of which there is nothing",
        { ...minimal, functions: { orders: { ...FUNCTION, uses: ["bucket/uploads"] } } },
        [
            'plumbline:functions.orders: uses "bucket/uploads", which does not exist; there are no buckets at all',
        ],
    ],
    [
        "a route to an unknown function",
        with_(["apis.shop.routes", { "GET /": "order" }]),
        [
            'plumbline:apis.shop: uses "function/order", which does not exist; there are function/orders; did you mean "function/orders"?',
        ],
    ],
    [
        "a circle",
        with_(["functions.orders.uses", ["api/shop"]]),
        ["plumbline:functions.orders: uses itself in a circle: function/orders → api/shop → function/orders"],
    ],
    [
        "memory that Fargate does not offer with the CPU",
        with_(["services.web.memoryMib", 512]),
        [
            "plumbline:services.web.memoryMib: 512 is not allowed with cpu 512; it must be 1024 to 4096 MiB in steps of 1024",
        ],
    ],
    [
        "memory that Fargate does not offer with the smallest CPU",
        with_(["services.web.cpu", 256], ["services.web.memoryMib", 1536]),
        [
            "plumbline:services.web.memoryMib: 1536 is not allowed with cpu 256; it must be one of 512, 1024, 2048 MiB",
        ],
    ],
    ["memory at the top", with_(["services.web.cpu", 16384], ["services.web.memoryMib", 122880]), []],
    [
        "more tasks at least than at most",
        with_(["services.web.minTasks", 7]),
        ["plumbline:services.web.minTasks: 7 is not allowed; it must be at most maxTasks, which is 6"],
    ],
    ["as many tasks at least as at most", with_(["services.web.minTasks", 6]), []],
    [
        "more capacity at rest than at most",
        with_(["databases.app.minCapacity", 9]),
        [
            "plumbline:databases.app.minCapacity: 9 is not allowed; it must be at most maxCapacity, which is 8.5",
        ],
    ],
    [
        "more storage at first than it may grow to",
        with_(["databases.legacy.storageGib", 501]),
        [
            "plumbline:databases.legacy.storageGib: 501 is not allowed; it must be at most maxStorageGib, which is 500",
        ],
    ],
    [
        "a version of another engine",
        with_(["databases.legacy.version", "16"], ["databases.app.version", "8.0"]),
        [
            'plumbline:databases.app.version: "8.0" is not allowed for aurora-postgresql; it must be "14" to "19"',
            'plumbline:databases.legacy.version: "16" is not allowed for mysql; it must be "8.0" or "8.4"',
        ],
    ],
    [
        "a version between two existing ones",
        with_(["databases.legacy.version", "8.1"]),
        ['plumbline:databases.legacy.version: "8.1" is not allowed for mysql; it must be "8.0" or "8.4"'],
    ],
    [
        "folders that are not there",
        with_(["sites.shop.content", "nowhere"], ["functions.orders.code", "index.ts"]),
        [
            'plumbline:sites.shop.content: "nowhere" is not allowed; it must be a folder below the project',
            'plumbline:functions.orders.code: "index.ts" is not allowed; it must be a folder below the project',
        ],
    ],
    [
        "folders outside of the project",
        with_(["sites.shop.content", "../site"], ["functions.orders.code", "/etc"]),
        [
            'plumbline:sites.shop.content: "../site" is not allowed; it must be a folder below the project',
            'plumbline:functions.orders.code: "/etc" is not allowed; it must be a folder below the project',
        ],
    ],
    [
        "a folder that goes out and comes back",
        with_(["functions.orders.code", "tests/../tests/config/code"]),
        [],
    ],
    [
        "a site without a first page",
        with_(["sites.shop.content", "components"]),
        ['plumbline:sites.shop.content: "components" is not allowed; it must be a folder with index.html'],
    ],
    ["a public service without a domain in dev", { ...minimal, services: { web: SERVICE } }, []],
    [
        "a site and an API with one name",
        with_(["sites.shop.subdomain", "api"]),
        [
            "plumbline:apis.shop: has the host name api.shop.example.com, which site/shop has already; give one of them another",
        ],
    ],
    [
        "services that share a host, with different places",
        with_(["services.admin", { ...SERVICE, public: { host: "app", paths: ["/admin/*"], priority: 5 } }]),
        [],
    ],
    [
        "services with one place among the rules",
        with_(["services.admin", { ...SERVICE, public: { priority: 10 } }]),
        [
            "plumbline:services.admin.public.priority: 10 is not allowed, because service/web has it; give one of the two another",
        ],
    ],
];

describe("keys that depend on each other", () => {
    for (const [what, raw, said, stack] of CASES) {
        it(`${said.length > 0 ? "refuses" : "allows"} ${what}`, () => {
            assert.deepEqual(complaints(raw, stack), said);
        });
    }

    for (const tier of ["staging", "prod"]) {
        it(`refuses public services without a domain in ${tier}`, () => {
            const [only, ...others] = complaints({ ...minimal, tier, services: { web: SERVICE } });
            assert.match(
                only ?? "",
                new RegExp(`^plumbline:domain: "none" is not allowed in tier ${tier} with public`),
            );
            assert.deepEqual(others, []);
        });
    }
});

describe("settings derived from the configuration", () => {
    it("are an order of creation: each entry after the entries it uses", () => {
        const { order } = settingsOf(complete);
        const place = (id: string): number => order.findIndex((node) => node.id === id);
        assert.equal(new Set(order.map(({ id }) => id)).size, order.length);
        assert.ok(order.length >= 16);
        for (const { id, uses } of order) {
            for (const used of uses) {
                const [name = ""] = used.split(":");
                assert.ok(place(name) >= 0 && place(name) < place(id), `${id} before ${used}`);
            }
        }
    });

    it("include the API's functions and directory as its dependencies", () => {
        const api = settingsOf(complete).order.find(({ id }) => id === "api/shop");
        assert.deepEqual([...(api?.uses ?? [])].sort(), ["directory/customers", "function/orders"]);
    });

    it("are host names below the domain", () => {
        assert.deepEqual(settingsOf(complete).hosts, {
            "site/shop": "www.shop.example.com",
            "media/films": "films.shop.example.com",
            "api/shop": "api.shop.example.com",
            "server/desk": "office.shop.example.com",
            "service/web": "app.shop.example.com",
        });
        const silent = with_(
            ["sites.shop.subdomain", undefined],
            ["apis.shop.subdomain", "rest"],
            ["services.web.public", {}],
        );
        assert.deepEqual(settingsOf(silent).hosts, {
            "site/shop": "shop.example.com",
            "media/films": "films.shop.example.com",
            "api/shop": "rest.shop.example.com",
            "server/desk": "office.shop.example.com",
            "service/web": "web.shop.example.com",
        });
        assert.deepEqual(settingsOf(with_(["domain", "none"])).hosts, {});
    });

    it("are listener rule priorities, derived from the name only", () => {
        const domain = { name: "example.com" };
        const two = settingsOf({ ...minimal, domain, services: { web: SERVICE, admin: SERVICE } }).priorities;
        const three = settingsOf({
            ...minimal,
            domain,
            services: { first: SERVICE, web: SERVICE, admin: SERVICE },
        }).priorities;
        const values = Object.values(three);
        assert.equal(new Set(values).size, 3);
        assert.ok(values.every((value) => value >= 1000 && value < 50000));
        assert.deepEqual({ ...three, ...two }, three);
        assert.equal(settingsOf(complete).priorities["service/web"], 10);
    });
});
