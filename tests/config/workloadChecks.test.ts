/** Settings of services and servers that depend on each other, and settings derived from the tier. */
import assert from "node:assert/strict";

import { changed, complaints, complete, minimal, settingsOf } from "./fixtures";
import { keysOf } from "./mistakes/mistake";

type Raw = Record<string, unknown>;
const IMAGE = "nginx:1.29";
const CODE = "examples/sample/functions/orders";
const BUILD = { context: "examples/sample/functions/orders", dockerfile: "index.mjs" };
const SCRIPT = "examples/sample/servers/reports/setup.sh";

const ECR_IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1";
const CONNECTION = "arn:aws:codeconnections:eu-west-1:123456789012:connection/given";
const built = (more: Raw): Raw => ({ ...minimal, functions: { orders: { build: BUILD, ...more } } });
const services = (more: Raw): Raw => ({ ...minimal, services: more });
const pipelines = (more: Raw): Raw => ({
    ...minimal,
    repositories: { web: {} },
    pipelines: { shop: { repository: "example/shop", connectionArn: CONNECTION, ...more } },
});
const with_ = (...changes: [path: string, value: unknown][]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    ["an image", services({ web: { image: IMAGE } }), []],
    [
        "neither image nor build",
        services({ web: {} }),
        ["plumbline:services.web: needs image or build, and has neither"],
    ],
    [
        "image and build",
        services({ web: { image: IMAGE, build: BUILD } }),
        ["plumbline:services.web: needs image or build, and has both"],
    ],
    [
        "a build without a file of instructions",
        services({ web: { build: { context: "examples/sample/site" } } }),
        [
            'plumbline:services.web.build: "examples/sample/site/Dockerfile" is not allowed; it must be a file below the project',
        ],
    ],
    [
        "a build outside of the project",
        services({ web: { build: { context: ".." } } }),
        ['plumbline:services.web.build: "../Dockerfile" is not allowed; it must be a file below the project'],
    ],
    [
        "a build on an emulated stack",
        { ...services({ web: { build: BUILD } }), emulator: "http://127.0.0.1:4566" },
        [
            "plumbline:services.web.build: is not allowed on an emulated stack, which has no Docker and no registry to push to; give image, or set plumbline:images to placeholder",
        ],
    ],
    [
        "a placeholder of an image on an emulated stack",
        {
            ...services({ web: { build: BUILD } }),
            emulator: "http://127.0.0.1:4566",
            images: "placeholder",
        },
        [],
    ],
    [
        "a placeholder of an image in AWS",
        { ...services({ web: { build: BUILD } }), images: "placeholder" },
        [
            "plumbline:services.web.build: is not allowed with plumbline:images placeholder, because AWS has no such image; set that to build, or give image",
        ],
    ],
    [
        "a build for which there is a repository already",
        { ...services({ web: { build: BUILD } }), repositories: { web: {} } },
        [
            'plumbline:services.web: would take the name "plumbline/unit/web" in AWS (ecr.Repository name), as plumbline:repositories.web does; give one of the two another name',
        ],
    ],
    [
        "a service and a server that use a function",
        {
            ...services({ web: { image: IMAGE, uses: ["function/orders"] } }),
            functions: { orders: { code: CODE } },
            servers: { reports: { uses: ["function/orders"] } },
        },
        [],
    ],
    [
        "a service and a function that use each other",
        {
            ...services({ web: { image: IMAGE, uses: ["function/orders"] } }),
            functions: { orders: { code: CODE, uses: ["service/web"] } },
        },
        [
            "plumbline:functions.orders: uses itself in a circle: function/orders → service/web → function/orders",
        ],
    ],
    ["a pipeline that pushes images", pipelines({ docker: true, repositories: ["web"] }), []],
    [
        "a pipeline that pushes images and cannot make them",
        pipelines({ repositories: ["web"] }),
        [
            "plumbline:pipelines.shop.docker: false is not allowed with repositories; it must be true, so that the build can make images",
        ],
    ],
    [
        "a pipeline that pushes to an undefined repository",
        pipelines({ docker: true, repositories: ["wep"] }),
        [
            'plumbline:pipelines.shop: uses "repository/wep", which does not exist; there are repository/web; did you mean "repository/web"?',
        ],
    ],
    [
        "a build beside another repository",
        { ...services({ web: { build: BUILD } }), repositories: { api: {} } },
        [],
    ],
    ["a function that is built", built({}), []],
    [
        "a function that is built from a file that is not there",
        built({ build: { ...BUILD, dockerfile: "Dockerfile" } }),
        [
            'plumbline:functions.orders.build: "examples/sample/functions/orders/Dockerfile" is not allowed; it must be a file below the project',
        ],
    ],
    [
        "a function that is built on an emulated stack",
        { ...built({}), emulator: "http://127.0.0.1:4566" },
        [
            "plumbline:functions.orders.build: is not allowed on an emulated stack, which has no Docker and no registry to push to; give image, or set plumbline:images to placeholder",
        ],
    ],
    [
        "a function that is built, with code and an image besides",
        built({ code: BUILD.context, image: ECR_IMAGE }),
        [
            `plumbline:functions.orders.image: "${ECR_IMAGE}" is not allowed with code; give one of the two`,
            "plumbline:functions.orders.build: a map is not allowed with code; give one of the two",
        ],
    ],
    [
        "a function that is built, with layers",
        built({ layers: ["arn:aws:lambda:eu-west-1:111122223333:layer:tools:1"] }),
        [
            "plumbline:functions.orders.layers: a list is not allowed with an image, which contains its dependencies",
        ],
    ],
    [
        "a function with a build, with defaults for functions with code",
        { ...built({}), functionDefaults: { runtime: "python3.14", layers: [] } },
        [],
    ],
    ...(["blueGreen", "canary", "linear"] as const).map((strategy): [string, Raw, string[]] => [
        `${strategy} without a load balancer`,
        services({ web: { image: IMAGE, deployment: { strategy } } }),
        [
            `plumbline:services.web.deployment.strategy: "${strategy}" is not allowed without public, because it moves requests at the load balancer; it must be recreate or rolling`,
        ],
    ]),
    [
        "scaling by requests without a load balancer",
        services({ web: { image: IMAGE, requestsPerTask: 100 } }),
        [
            "plumbline:services.web.requestsPerTask: 100 is not allowed without public, because the load balancer counts the requests",
        ],
    ],
    [
        "a schedule with more tasks at least than at most",
        services({
            web: { image: IMAGE, schedules: { night: { at: "rate(1 day)", minTasks: 3, maxTasks: 2 } } },
        }),
        [
            "plumbline:services.web.schedules.night.minTasks: 3 is not allowed; it must be at most maxTasks, which is 2",
        ],
    ],
    ["a server with a script", { ...minimal, servers: { reports: { script: SCRIPT } } }, []],
    [
        "a server without its script",
        { ...minimal, servers: { reports: { script: "nowhere.sh" } } },
        [
            'plumbline:servers.reports.script: "nowhere.sh" is not allowed; it must be a file below the project',
        ],
    ],
    [
        "a server with a script outside of the project",
        { ...minimal, servers: { reports: { script: "/etc/hostname" } } },
        [
            'plumbline:servers.reports.script: "/etc/hostname" is not allowed; it must be a file below the project',
        ],
    ],
    [
        "more instances at least than at most",
        { ...minimal, servers: { reports: { minInstances: 2 } } },
        [
            "plumbline:servers.reports.minInstances: 2 is not allowed; it must be at most maxInstances, which is 1",
        ],
    ],
    [
        "a business metric that is read from a server's log",
        with_(["servers", { reports: {} }], ["monitoring.metrics.orders.source", "server/reports"]),
        [],
    ],
    [
        "a business metric of a server that there is not",
        with_(["servers", { reports: {} }], ["monitoring.metrics.orders.source", "server/report"]),
        [
            'plumbline:monitoring.metrics.orders.source: "server/report" does not exist; there are function/orders, api/shop, service/web, service/quiet, task/prepare, task/migrate, task/report, server/reports; did you mean "server/reports"?',
        ],
    ],
    [
        "a server and a service at the same place",
        with_(["servers", { old: { public: { host: "old", priority: 10 } } }]),
        [
            "plumbline:servers.old.public.priority: 10 is not allowed, because service/web has it; give one of the two another",
        ],
    ],
    [
        "a site that uses a private service",
        with_(["services.stock", { image: IMAGE }], ["sites.shop.uses", ["service/stock"]]),
        [
            'plumbline:sites.shop: uses "service/stock", which visitors cannot reach; give services.stock the key public',
        ],
    ],
    [
        "a function and a service that use a private service",
        with_(
            ["services.stock", { image: IMAGE }],
            ["functions.orders.uses", ["service/stock"]],
            ["services.web.uses", ["service/stock"]],
        ),
        [],
    ],
];

describe("services and servers", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length > 0 ? "refuse" : "accept"} ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }

    it("refuse a script that is too long for user data", () => {
        const [said] = complaints({ ...minimal, servers: { reports: { script: "package-lock.json" } } });
        assert.match(
            said ?? "",
            /^plumbline:servers\.reports\.script: "package-lock\.json" has \d+ bytes; it must have at most 10240: let it fetch the rest from a bucket$/,
        );
    });

    const strategy = (tier: string, service: Raw): unknown => {
        const emulator = tier === "local" ? { emulator: "http://127.0.0.1:4566" } : {};
        const raw = {
            ...services({ web: { image: IMAGE, ...service } }),
            tier,
            domain: { name: "shop.example.com" },
            ...emulator,
        };
        return settingsOf(raw).services["web"]?.deployment.strategy;
    };

    it("use their tier's deployment: the cheapest, rolling, or one with rollback", () => {
        const tiers = ["local", "dev", "staging", "prod"];
        assert.deepEqual(
            tiers.map((tier) => strategy(tier, { public: {} })),
            ["recreate", "recreate", "rolling", "blueGreen"],
        );
    });

    it("deploy rolling if the tier's strategy requires a load balancer and there is none", () => {
        assert.equal(strategy("prod", {}), "rolling");
        assert.equal(strategy("dev", {}), "recreate");
        assert.equal(strategy("prod", { deployment: { strategy: "recreate" } }), "recreate");
    });

    it("have listener rule priorities that depend on their own name only", () => {
        const web = { image: IMAGE, public: {} };
        const alone = settingsOf(services({ web })).priorities;
        const more = settingsOf({
            ...services({ api: web, web }),
            domain: { name: "example.com" },
            servers: { web: { public: { host: "old" } } },
        }).priorities;
        assert.equal(more["service/web"], alone["service/web"]);
        assert.deepEqual(Object.keys(more), ["service/api", "service/web", "server/web"]);
        assert.equal(new Set(Object.values(more)).size, 3);
    });
});
