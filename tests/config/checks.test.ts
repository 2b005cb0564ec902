import assert from "node:assert/strict";

import { changed, complaints, complete, minimal, settingsOf } from "./fixtures";
import { keysOf } from "./mistakes/mistake";

type Raw = Record<string, unknown>;
const with_ = (...changes: [path: string, value: unknown][]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);

const SERVICE = { image: "nginx:1.29", public: {} };
const FUNCTION = { code: "examples/sample/functions/orders" };

const A_TIME =
    'a time with its zone, in quotes, such as "2026-03-01T09:30:00Z" or "2026-03-01T10:30:00+01:00", or latest';

const BALANCER = {
    listenerArn:
        "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210",
    securityGroupId: "sg-0123456789abcdef0",
};

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
            'plumbline:network.natZone: "a" is not allowed with network.nat perZone, which has no single gateway; leave it out, or use nat single',
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
        "what exists in another region or account, as its ARN says",
        with_(
            ["existing.tables.projects", "arn:aws:dynamodb:us-east-1:999999999999:table/projects"],
            ["existing.directories.staff", { userPoolId: "us-east-1_Ab12Cd34E", clientId: "1a2b3c" }],
        ),
        [
            'plumbline:existing.tables.projects.name: "arn:aws:dynamodb:us-east-1:999999999999:table/projects" is not allowed, because it is in us-east-1; it must be in plumbline:region, which is eu-west-1',
            'plumbline:existing.tables.projects.name: "arn:aws:dynamodb:us-east-1:999999999999:table/projects" is not allowed, because it is in account 999999999999; it must be in plumbline:accountId, which is 111122223333',
            'plumbline:existing.directories.staff.userPoolId: "us-east-1_Ab12Cd34E" is not allowed, because it is in us-east-1; it must be in plumbline:region, which is eu-west-1',
        ],
    ],
    [
        "a database that exists, of which it is not said which, or how to sign in",
        with_(
            ["existing.databases.crm", { securityGroupId: "sg-01234567" }],
            [
                "existing.databases.erp",
                { cluster: "a", instance: "b", securityGroupId: "sg-01234567", secret: "x", iamUser: "y" },
            ],
        ),
        [
            "plumbline:existing.databases.crm: must have one of cluster and instance; it has none",
            "plumbline:existing.databases.erp: must have one of cluster and instance; it has both",
            "plumbline:existing.databases.erp: must have one of secret and iamUser at most; it has both",
        ],
    ],
    [
        "a VPC that exists beside one that is made, without subnets for the load balancer",
        with_([
            "existing.network",
            { vpcId: "vpc-01234567", privateSubnetIds: ["subnet-0123456a", "subnet-0123456b"] },
        ]),
        [
            "plumbline:existing.network: is not allowed beside plumbline:network, which makes a VPC; leave one of the two out",
            "plumbline:existing.network.publicSubnetIds: is missing; the load balancer of public services and servers stands in these subnets, of which there must be two at least",
        ],
    ],
    [
        "what is used as existing, and is not named as such",
        with_([
            "functions.orders.uses",
            ["existing:table/project", "existing:topic/sales", "existing:bucket/assets"],
        ]),
        [
            'plumbline:functions.orders: uses "existing:table/project", which does not exist; there are existing:table/projects, existing:table/plain; did you mean "existing:table/projects"?',
            'plumbline:functions.orders: uses "existing:topic/sales", which does not exist; there are existing:topic/news; did you mean "existing:topic/news"?',
        ],
    ],
    [
        "a certificate that exists, and is not named as such",
        with_(["domain", { name: "shop.example.com", certificate: "existing:certificate/shopp" }]),
        [
            'plumbline:domain.certificate: "existing:certificate/shopp" does not exist; there are existing:certificate/shop; did you mean "shop"?',
        ],
    ],
    [
        "a certificate that is in another place or account than what needs it",
        with_(
            ["domain", { name: "shop.example.com", certificate: "existing:certificate/far" }],
            ["existing.certificates.far", "arn:aws:acm:eu-west-3:999999999999:certificate/12345678-1234"],
        ),
        ["regional", "cloudFront"].flatMap((place) => [
            `plumbline:existing.certificates.far.${place}: "arn:aws:acm:eu-west-3:999999999999:certificate/12345678-1234" is not allowed for ${place === "regional" ? "api/shop" : "site/shop"}, because it is in eu-west-3; it must be in ${place === "regional" ? "eu-west-1, which is plumbline:region" : "us-east-1, where CloudFront looks for it"}`,
            `plumbline:existing.certificates.far.${place}: "arn:aws:acm:eu-west-3:999999999999:certificate/12345678-1234" is not allowed, because it is in account 999999999999; it must be in plumbline:accountId, which is 111122223333`,
        ]),
    ],
    [
        "a certificate that is not there where it is needed",
        with_(
            ["domain", { name: "shop.example.com", certificate: "existing:certificate/far" }],
            ["existing.certificates.far", { regional: "shop.example.com" }],
        ),
        [
            "plumbline:existing.certificates.far.cloudFront: is missing; site/shop needs a certificate for www.shop.example.com in us-east-1, where CloudFront looks for it",
        ],
    ],
    [
        "DNS that is elsewhere, with a zone and without a certificate",
        with_(["domain", { name: "shop.example.com", dns: "elsewhere", zoneId: "Z0123456789ABC" }]),
        [
            'plumbline:domain.zoneId: "Z0123456789ABC" is not allowed with dns elsewhere, which has no zone in Route 53; leave one of the two out',
            "plumbline:domain.certificate: is missing; with dns elsewhere the stack cannot prove a certificate for api.shop.example.com, so that it must be one that exists: existing:certificate/<name>",
        ],
    ],
    [
        "a load balancer that exists, and is not named as such",
        with_(
            ["existing.loadBalancers", { shared: BALANCER }],
            ["services.web.public.loadBalancer", "existing:loadBalancer/shard"],
        ),
        [
            'plumbline:services.web.public.loadBalancer: "existing:loadBalancer/shard" does not exist; there are existing:loadBalancer/shared; did you mean "shared"?',
        ],
    ],
    [
        "a load balancer that exists in another VPC, without a place among its rules",
        {
            ...minimal,
            existing: { loadBalancers: { shared: BALANCER } },
            services: {
                web: { image: "nginx:1.29", public: { loadBalancer: "existing:loadBalancer/shared" } },
            },
        },
        [
            'plumbline:services.web.public.loadBalancer: "existing:loadBalancer/shared" is not allowed in a VPC that the stack makes; the stack must stand in that of the load balancer, by plumbline:existing.network, or by plumbline:network with a name below plumbline:from',
            "plumbline:services.web.public.priority: is missing; on a listener that others have rules on, too, it must be a number that none of them has",
            'plumbline:services.web.public.paths: must not have "/*" without plumbline:domain, because the rule would take the requests of all others on that listener; give paths of its own, or the domain of the host',
        ],
    ],
    [
        "a snapshot that is in another region, and of another kind",
        with_([
            "databases.legacy.from",
            { snapshot: "arn:aws:rds:eu-west-3:111122223333:cluster-snapshot:x" },
        ]),
        [
            'plumbline:databases.legacy.from.snapshot: "arn:aws:rds:eu-west-3:111122223333:cluster-snapshot:x" is not allowed, because it is in eu-west-3; it must be in plumbline:region, which is eu-west-1: copy the snapshot there first',
            'plumbline:databases.legacy.from.snapshot: "arn:aws:rds:eu-west-3:111122223333:cluster-snapshot:x" is not allowed for mysql; it must be the ARN of a snapshot',
        ],
    ],
    ...(
        [
            ["yesterday", A_TIME],
            ["2026-03-01T09:30:00", A_TIME],
            ["2026-02-31T09:30:00Z", A_TIME],
            ["2999-03-01T09:30:00Z", "a time that has been, or latest"],
        ] as const
    ).map(([at, words]): [string, Raw, string[]] => [
        `a database as it was at ${at}`,
        with_(["databases.app.from", { pointInTime: { source: "shop-prod-app", at } }]),
        [
            `plumbline:databases.app.from.pointInTime.at: ${JSON.stringify(at)} is not allowed; it must be ${words}`,
        ],
    ]),
    [
        "triggers that are said to exist, and are not named as such",
        with_(
            ["functions.orders.on", ["existing:queue/orders", "existing:table/orders", "kore:queue/jobs"]],
            ["functions.orders.onFailure", "existing:queue/orders"],
        ),
        [
            'plumbline:functions.orders: uses "existing:table/orders", which does not exist; there are existing:table/projects, existing:table/plain; did you mean "existing:queue/orders"?',
            'plumbline:functions.orders: uses "kore:queue/jobs", but plumbline:from has no "kore"; it has core; did you mean "core"?',
            'plumbline:functions.orders.onFailure: "existing:queue/orders" is not allowed, because Lambda and EventBridge send failures to standard queues only; name a queue without fifo: true',
        ],
    ],
    [
        "an authorizer that is said to exist, and is not named as such",
        with_(["apis.shop.authorizer", "existing:directory/staff"]),
        [
            'plumbline:apis.shop: uses "existing:directory/staff", which does not exist; there are no directories in plumbline:existing',
        ],
    ],
    [
        "a kind of which nothing exists",
        { ...minimal, functions: { orders: { ...FUNCTION, uses: ["existing:queue/jobs"] } } },
        [
            'plumbline:functions.orders: uses "existing:queue/jobs", which does not exist; there are no queues in plumbline:existing',
        ],
    ],
    [
        "the same variable from what exists and what the stack makes",
        with_(
            ["tables", { projects: { partitionKey: "id" } }],
            ["functions.orders.uses", ["table/projects", "existing:table/projects"]],
        ),
        [
            "plumbline:functions.orders.uses: table/projects and existing:table/projects both give the variable TABLE_PROJECTS_NAME; give one of the two another name",
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
        assert.equal(order.length, 10);
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
            "api/shop": "api.shop.example.com",
            "service/web": "app.shop.example.com",
        });
        const silent = with_(
            ["sites.shop.subdomain", undefined],
            ["apis.shop.subdomain", "rest"],
            ["services.web.public", {}],
        );
        assert.deepEqual(settingsOf(silent).hosts, {
            "site/shop": "shop.example.com",
            "api/shop": "rest.shop.example.com",
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
