/** Names, hosts, variables and redirects that AWS, DNS or JavaScript refuse, whatever their shape. */
import assert from "node:assert/strict";

import { complaints, minimal } from "./fixtures";
import { run } from "../support/program";

type Raw = Record<string, unknown>;
const CODE = "examples/sample/functions/orders";
const IMAGE = "nginx:1.29";
const CONTENT = "examples/sample/site";
const network = { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" };
const domain = { name: "shop.example.com" };
const aurora = { engine: "aurora-postgresql", version: "16" };
const site = (settings: Raw): Raw => ({ sites: { shop: { content: CONTENT, ...settings } } });
const service = (settings: Raw, more: Raw = {}): Raw => ({
    services: { web: { image: IMAGE, ...settings } },
    ...more,
});
const routes = (...keys: string[]): Raw => ({
    functions: { orders: { code: CODE } },
    apis: {
        shop: { routes: Object.fromEntries(keys.map((key) => [key, { function: "orders", public: true }])) },
    },
});
const long = (labels: number): string => `${"a".repeat(63)}.`.repeat(labels);
const security = (key: string, name: string): string =>
    `plumbline:${key}: "${name}" is not allowed as the name of a security group, which AWS refuses if it begins with sg-; give it another name`;
const given = (key: string, use: string): string =>
    `plumbline:${key}: is not allowed, because uses: [${use}] gives this variable; take it out, or give it another name`;
const endless = (from: string, to: string, way: string): string =>
    `plumbline:sites.shop.redirects["${from}"]: "${to}" is not allowed, because it never ends: ${way}`;

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    ["a service called sg", { services: { sg: { image: IMAGE } } }, [security("services.sg", "sg")]],
    [
        "a database called sg-app",
        { databases: { "sg-app": aurora } },
        [...[security("databases.sg-app", "sg-app")]],
    ],
    [
        "a bucket called sthree",
        { buckets: { sthree: {} } },
        [
            'plumbline:buckets.sthree: "sthree" is not allowed as the name of a bucket, which AWS refuses if it begins with sthree-; give it another name',
        ],
    ],
    ["a queue called sg-app, which has no security group", { queues: { "sg-app": {} } }, []],
    ["a service called sgx", { services: { sgx: { image: IMAGE } } }, []],
    [
        "a domain of more than 64 characters",
        { domain: { name: `${"a".repeat(61)}.com` } },
        [
            `plumbline:domain.name: "${"a".repeat(61)}.com" is not allowed; it must be a domain name of at most 64 characters, as certificates have them`,
        ],
    ],
    ["a domain of 64 characters", { domain: { name: `${"a".repeat(60)}.com` } }, []],
    [
        "a foreign host that leaves no space for the proof of its certificate",
        {
            domain,
            ...site({
                redirectHosts: [{ host: `${long(3)}${"b".repeat(26)}.org`, zoneId: "Z0123456789ABC" }],
            }),
        },
        [
            `plumbline:sites.shop: the host name "${"a".repeat(63)}.${"a".repeat(12)}… has 222 characters; it must have at most 219`,
        ],
    ],
    [
        "two services on one host and path",
        {
            domain,
            services: {
                web: { image: IMAGE, public: { host: "app", priority: 1, canary: "none" } },
                admin: {
                    image: IMAGE,
                    public: { host: "app", paths: ["/admin/*"], priority: 2, canary: "none" },
                },
            },
        },
        [
            'plumbline:services.admin.public.paths: "/admin/*" gets no requests on app.shop.example.com, because service/web takes /* with priority 1, before 2; give them other paths or hosts, or this one a lower priority',
        ],
    ],
    [
        "a service and a server on every host",
        {
            services: { web: { image: IMAGE, public: { priority: 1 } } },
            servers: { admin: { public: { priority: 2, paths: ["/**"], canary: "none" } } },
        },
        [
            'plumbline:servers.admin.public.paths: "/**" gets no requests on every host, because service/web takes /* with priority 1, before 2; give them other paths or hosts, or this one a lower priority',
        ],
    ],
    [
        "two services on one host, the narrower path first",
        {
            domain,
            services: {
                web: { image: IMAGE, public: { host: "app", priority: 2, canary: "none" } },
                admin: {
                    image: IMAGE,
                    public: { host: "app", paths: ["/admin/*"], priority: 1, canary: "none" },
                },
            },
        },
        [],
    ],
    ["a redirect to itself", site({ redirects: { "/a": "/a" } }), [endless("/a", "/a", "/a → /a")]],
    [
        "redirects in a circle",
        site({ redirects: { "/a": "/b?x=1", "/b": "/a" } }),
        [endless("/a", "/b?x=1", "/a → /b → /a"), endless("/b", "/a", "/b → /a → /b")],
    ],
    [
        "a redirect further and further down",
        site({ redirects: { "/blog/*": "/blog/old/*" } }),
        [
            endless(
                "/blog/*",
                "/blog/old/*",
                "/blog/any → /blog/old/any → /blog/old/old/any → /blog/old/old/old/any → …",
            ),
        ],
    ],
    [
        "redirects in a circle over a host that leads here",
        {
            domain,
            ...site({ redirectHosts: ["www"], redirects: { "/a": "https://www.shop.example.com/a" } }),
        },
        [endless("/a", "https://www.shop.example.com/a", "/a → /a")],
    ],
    [
        "redirects one after the other",
        site({ redirects: { "/a": "/b", "/b": "/c", "/d/*": "https://example.org/d/*" } }),
        [],
    ],
    [
        "a rewrite to a file that is not there",
        site({ rewrites: { "/a": "/index.html", "/b": "/config.json", "/c": "/nowhere.html" } }),
        [
            'plumbline:sites.shop.rewrites["/c"]: "/nowhere.html" is not allowed; it must be a file in examples/sample/site',
        ],
    ],
    [
        "an error page that is a folder",
        site({ spa: false, errorPages: { "404": "/assets" } }),
        [
            'plumbline:sites.shop.errorPages.404: "/assets" is not allowed; it must be a file in examples/sample/site',
        ],
    ],
    [
        "routes whose parameters API Gateway refuses",
        routes(
            "GET /a/{b+}/c",
            "GET /x{id}",
            "GET /{id}/{id}",
            "GET /{}",
            "ANY /files/{proxy+}",
            "GET /a.b/{c-d}",
        ),
        [
            ["GET /a/{b+}/c", "with a parameter for the rest of the path, such as {proxy+}, at its end only"],
            [
                "GET /x{id}",
                'whose parts are letters, digits and any of . _ - : or one parameter such as {id}, not "x{id}"',
            ],
            ["GET /{id}/{id}", "that has the parameter {id} once"],
            [
                "GET /{}",
                'whose parts are letters, digits and any of . _ - : or one parameter such as {id}, not "{}"',
            ],
        ].map(
            ([route, must]) =>
                `plumbline:apis.shop.routes["${route}"]: the name "${route}" is not allowed; it must be a route ${must}`,
        ),
    ],
    [
        "routes that match the same requests",
        routes("GET /orders/{id}", "GET /orders/{name}", "GET /orders/{rest+}", "PUT /orders/{name}"),
        [
            'plumbline:apis.shop.routes["GET /orders/{name}"]: matches the same requests as "GET /orders/{id}"; leave one of the two out',
        ],
    ],
    [
        "a traced service with the collector's name",
        { services: { collector: { image: IMAGE, tracing: true } } },
        [
            'plumbline:services.collector: "collector" is not allowed as the name of a service with tracing, because the container beside it has that name; give it another name',
        ],
    ],
    [
        "a traced service with a port of the collector",
        service({ port: 4318, tracing: true }),
        [
            "plumbline:services.web.port: 4318 is not allowed with tracing, because the collector beside the container listens on 4317, 4318, 8888, 13133; it must be another port",
        ],
    ],
    ["the same name and port without tracing", { services: { collector: { image: IMAGE, port: 4318 } } }, []],
    [
        "a variable that a link gives",
        service(
            {
                uses: ["database/app", "secret/key"],
                environment: { DATABASE_APP_HOST: "x", SECRET_KEY: "y", SECRET_KEY_ARN: "z" },
            },
            { databases: { app: aurora }, secrets: { key: { generate: 32 } } },
        ),
        [
            given("services.web.environment.DATABASE_APP_HOST", "database/app"),
            given("services.web.environment.SECRET_KEY", "secret/key"),
        ],
    ],
    [
        "a variable that a link gives to a function",
        {
            secrets: { key: { generate: 32 } },
            functions: {
                orders: {
                    code: CODE,
                    uses: ["secret/key"],
                    environment: { SECRET_KEY: "y", SECRET_KEY_ARN: "z" },
                },
            },
        },
        [given("functions.orders.environment.SECRET_KEY_ARN", "secret/key")],
    ],
    [
        "links that give the same variable",
        {
            databases: { app: { ...aurora, readers: 1 }, "app-reader": { ...aurora } },
            ...service({ uses: ["database/app", "database/app-reader"] }),
        },
        [
            "plumbline:services.web.uses: database/app and database/app-reader both give the variable DATABASE_APP_READER_HOST; give one of the two another name",
        ],
    ],
    [
        "a variable like one that a link would give",
        service(
            { uses: ["database/app"], environment: { DATABASE_APP_USER: "x" } },
            { databases: { app: aurora } },
        ),
        [],
    ],
    [
        "a variable of a build that a repository gives",
        {
            repositories: { web: {} },
            pipelines: {
                web: {
                    repository: "example/shop",
                    connectionArn: "arn:aws:codeconnections:eu-west-1:111122223333:connection/0",
                    docker: true,
                    repositories: ["web"],
                    environment: { REPOSITORY_WEB_URL: "x" },
                },
            },
        },
        [
            "plumbline:pipelines.web.environment.REPOSITORY_WEB_URL: is not allowed, because repositories: [web] gives this variable; take it out, or give it another name",
        ],
    ],
    [
        "a service that is not there, with a name that objects inherit",
        service({ uses: ["service/constructor"] }),
        ['plumbline:services.web: uses "service/constructor", which does not exist; there are service/web'],
    ],
];

/** `__proto__` as JSON and YAML have it: a key like any. */
const proto = (value: unknown): Raw => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`) as Raw;
const vanishing = "is not allowed, because JavaScript has a meaning of its own for it; give it another name";

describe("what AWS, DNS or JavaScript refuse", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length > 0 ? "refuse" : "accept"} ${what}`, () => {
            assert.deepEqual(complaints({ ...minimal, network, ...raw }), said);
        });
    }

    it("refuse __proto__ as a name, which would vanish", () => {
        assert.deepEqual(complaints({ ...minimal, functions: proto({ code: CODE }) }), [
            `plumbline:functions.__proto__: ${vanishing}`,
        ]);
        assert.deepEqual(complaints({ ...minimal, ...site({ settings: { flags: proto(1) } }) }), [
            `plumbline:sites.shop.settings.flags.__proto__: ${vanishing}`,
        ]);
        assert.deepEqual(complaints(Object.assign(proto({ x: 1 }), minimal)), [
            `plumbline:__proto__: ${vanishing}`,
        ]);
    });

    it("take names that every object inherits", async () => {
        const name = "constructor";
        const raw = {
            ...minimal,
            network,
            buckets: { [name]: { notifications: [{ to: `queue/${name}` }] } },
            queues: { [name]: {} },
            secrets: { [name]: { generate: 32 } },
            tables: { [name]: { partitionKey: name, stream: "both" } },
            directories: { [name]: { groups: [name] } },
            functions: {
                [name]: {
                    code: CODE,
                    on: [`table/${name}`, { schedule: "rate(1 hour)", name }],
                    uses: [`secret/${name}`],
                },
            },
            apis: { [name]: { routes: { "GET /constructor": name }, authorizer: `directory/${name}` } },
            services: { [name]: { image: IMAGE, uses: [`bucket/${name}`] } },
            sites: {
                [name]: { content: CONTENT, settings: { toString: 1, [name]: 2 }, uses: [`api/${name}`] },
            },
        };
        const config = Object.fromEntries(
            Object.entries(raw).map(([key, value]) => [`plumbline:${key}`, value]),
        );
        const { graph } = await run("unit", config);
        for (const kind of [
            "sqs.Queue",
            "lambda.Function",
            "dynamodb.Table",
            "ecs.Service",
            "s3.BucketNotification",
        ]) {
            assert.ok(graph.names(kind).includes(name), kind);
        }
        assert.deepEqual(graph.names("scheduler.Schedule"), [`${name}-${name}`]);
    });
});
