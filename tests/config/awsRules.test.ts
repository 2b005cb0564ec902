/** Values that look right and that AWS refuses: refused before Pulumi starts, with the key and what is allowed. */
import assert from "node:assert/strict";

import { SecretValue } from "../../config/values";
import { changed, complaints, complete, minimal, settingsOf } from "./fixtures";
import { keysOf, type Path } from "./mistakes/mistake";

type Raw = Record<string, unknown>;
type Change = readonly [path: Path, value: unknown];

const CODE = "examples/sample/functions/orders";
const with_ = (...changes: readonly Change[]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);
const functionOn = (on: unknown): Change => ["functions.extra", { code: CODE, on: [on] }];
const metric = (pattern: string, more: Raw = {}): Change => [
    "monitoring.metrics.other",
    { source: "function/orders", pattern, ...more },
];
const layer = (name: string, version: number): string =>
    `arn:aws:lambda:eu-west-1:111122223333:layer:${name}:${version}`;
const pipeline = (variables: Raw): Change => [
    "pipelines.main",
    {
        repository: "acme/shop",
        connectionArn: "arn:aws:codeconnections:eu-west-1:111122223333:connection/abc",
        environment: variables,
    },
];
const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
const COUNTRIES =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU".split(
        " ",
    );
const environment = (name: string): Change => ["functions.orders.environment", { [name]: "x" }];

/** What is wrong, the change, and how the one message begins; `undefined`: there is none. */
const CASES: readonly (readonly [what: string, changes: readonly Change[], said: string | undefined])[] = [
    // Schedules and time zones.
    [
        "a rate of 1 minutes",
        [functionOn({ schedule: "rate(1 minutes)" })],
        'plumbline:functions.extra.on[0].schedule: "rate(1 minutes)" is not allowed; it must be rate(1 minute)',
    ],
    [
        "a cron of five fields",
        [functionOn({ schedule: "cron(0 6 * * *)", name: "daily" })],
        'plumbline:functions.extra.on[0].schedule: "cron(0 6 * * *)" is not allowed; it must be cron with six fields',
    ],
    [
        "a time zone that is none",
        [functionOn({ schedule: "cron(0 6 * * ? *)", timeZone: "Europe/Berln" })],
        'plumbline:functions.extra.on[0].timeZone: "Europe/Berln" is not allowed; it must be a time zone such as "Europe/Berlin"; did you mean "Europe/Berlin"?',
    ],
    [
        "a schedule of tasks with both days",
        [["services.web.schedules", { night: { at: "cron(0 23 * * * *)", minTasks: 1, maxTasks: 2 } }]],
        'plumbline:services.web.schedules.night.at: "cron(0 23 * * * *)" is not allowed; it must be cron with ? as the day',
    ],
    [
        "a time zone of tasks that is none",
        [
            [
                "services.web.schedules",
                { night: { at: "cron(0 23 * * ? *)", timeZone: "MEZ", minTasks: 1, maxTasks: 2 } },
            ],
        ],
        'plumbline:services.web.schedules.night.timeZone: "MEZ" is not allowed; it must be a time zone',
    ],
    [
        "a backup every quarter of an hour",
        [["backup", { schedule: "cron(0/15 4 * * ? *)" }]],
        'plumbline:backup.schedule: "cron(0/15 4 * * ? *)" is not allowed; it must be a cron expression with one minute',
    ],
    // Filter patterns.
    [
        "a pattern that ends too early",
        [metric('{ $.event = "order"')],
        'plumbline:monitoring.metrics.other.pattern: "{ $.event = \\"order\\"" is not allowed; it must be a filter pattern for JSON',
    ],
    [
        "a field as the value of a pattern for words",
        [metric("ERROR", { value: "$.amount" })],
        'plumbline:monitoring.metrics.other.value: "$.amount" is not allowed; it must be a number in quotes',
    ],
    // Routes.
    [
        "a rest of the path in the middle",
        [["apis.shop.routes", { "GET /{proxy+}/x": { function: "orders", public: true } }]],
        'plumbline:apis.shop.routes["GET /{proxy+}/x"]: the name "GET /{proxy+}/x" is not allowed; it must be a route with a parameter for the rest',
    ],
    // Addresses.
    [
        "a port above 65535",
        [["emulator", "http://127.0.0.1:70000"]],
        'plumbline:emulator: "http://127.0.0.1:70000" is not allowed; it must be "none", or an emulator on this machine such as "http://127.0.0.1:4566", with a port of 1 to 65535',
    ],
    [
        "an origin with such a port",
        [["apis.shop.corsOrigins", ["https://shop.example.com:99999"]]],
        'plumbline:apis.shop.corsOrigins[0]: "https://shop.example.com:99999" is not allowed; it must be an origin such as',
    ],
    [
        "an origin with an empty label",
        [["buckets.uploads.corsOrigins", ["https://.shop..com"]]],
        'plumbline:buckets.uploads.corsOrigins[0]: "https://.shop..com" is not allowed; it must be an origin such as',
    ],
    [
        "a page without TLS after signing in",
        [["directories.customers.callbackUrls", ["http://shop.example.com/in"]]],
        'plumbline:directories.customers.callbackUrls[0]: "http://shop.example.com/in" is not allowed; it must be an https URL; http is for localhost only',
    ],
    [
        "a page on this machine after signing in",
        [["directories.customers.callbackUrls", ["http://localhost:3000/in"]]],
        undefined,
    ],
    [
        "a fragment after signing out",
        [["directories.customers.logoutUrls", ["https://shop.example.com/#out"]]],
        'plumbline:directories.customers.logoutUrls[0]: "https://shop.example.com/#out" is not allowed; it must be an https URL; http is for localhost only, without a fragment',
    ],
    [
        "a block of addresses that does not begin there",
        [["firewall", { blockedAddresses: ["203.0.113.7/24"] }]],
        'plumbline:firewall.blockedAddresses[0]: "203.0.113.7/24" is not allowed; it must be 203.0.113.0/24, where the block begins',
    ],
    [
        "the same of version 6",
        [["firewall", { blockedAddresses: ["2001:db8::1/32"] }]],
        'plumbline:firewall.blockedAddresses[0]: "2001:db8::1/32" is not allowed; it must be 2001:db8::/32, where the block begins',
    ],
    [
        "blocks that begin there",
        [["firewall", { blockedAddresses: ["203.0.113.7/32", "10.0.0.0/9", "2001:db8::/33", "::1/128"] }]],
        undefined,
    ],
    [
        "a country that does not exist",
        [["firewall", { countries: { allow: ["UK"] } }]],
        'plumbline:firewall.countries.allow[0]: "UK" is not allowed; it must be a country by its two capital letters (ISO 3166-1), such as "DE" or "GB"',
    ],
    [
        "a rule group that the firewall does not have",
        [["firewall", { countOnly: ["AWSManagedRulesLinuxRuleSet/LFI_URIPATH"] }]],
        'plumbline:firewall.countOnly[0]: "AWSManagedRulesLinuxRuleSet/LFI_URIPATH" is not allowed; it must be one of AWSManagedRulesAmazonIpReputationList, ',
    ],
    [
        "more values than a rule of the load balancer has",
        [["services.web.public.paths", ["/a", "/b", "/c", "/d", "/ready"]]],
        "plumbline:services.web.public.paths: 5 paths are not allowed with plumbline:domain; they must be at most 4",
    ],
    [
        "more wildcards than a rule of the load balancer has",
        [["services.web.public.paths", ["/*/*/*/*", "/*/*/*"]]],
        "plumbline:services.web.public.paths: must have at most 6 stars in all paths together",
    ],
    [
        "a domain that no certificate can have as its name",
        [["domain", { name: `${"a".repeat(60)}.example.com` }]],
        `plumbline:domain.name: "${"a".repeat(60)}.example.com" is not allowed; it must be a domain name of at most 64 characters`,
    ],
    // Data.
    [
        "Aurora on a class that only RDS has",
        [["databases.app.instanceClass", "db.m7g.large"]],
        'plumbline:databases.app.instanceClass: "db.m7g.large" is not allowed; it must be an instance class that Aurora has',
    ],
    [
        "Aurora on a burstable class that is too small",
        [["databases.app.instanceClass", "db.t4g.micro"]],
        'plumbline:databases.app.instanceClass: "db.t4g.micro" is not allowed; it must be an instance class that Aurora has',
    ],
    ["Aurora on a class of its own", [["databases.app.instanceClass", "db.r8g.2xlarge"]], undefined],
    [
        "a class of former times",
        [["databases.legacy.instanceClass", "db.m4.large"]],
        'plumbline:databases.legacy.instanceClass: "db.m4.large" is not allowed; it must be an instance class that RDS still offers',
    ],
    [
        "a size that no class has",
        [["databases.legacy.instanceClass", "db.t4g.nano"]],
        'plumbline:databases.legacy.instanceClass: "db.t4g.nano" is not allowed; it must be an instance class such as',
    ],
    [
        "the Data API on a burstable class",
        [
            ["databases.app.instanceClass", "db.t4g.medium"],
            ["databases.app.dataApi", true],
        ],
        "plumbline:databases.app.dataApi: true is not allowed with instanceClass db.t4g.medium",
    ],
    [
        "storage that may grow by less than a tenth",
        [
            ["databases.legacy.storageGib", 100],
            ["databases.legacy.maxStorageGib", 105],
        ],
        "plumbline:databases.legacy.maxStorageGib: 105 is not allowed with storageGib 100; it must be at least 111, a tenth more, or 100 for no growth",
    ],
    [
        "a database that is a word of SQL",
        [["databases.app.databaseName", "user"]],
        'plumbline:databases.app.databaseName: "user" is not allowed; it must be a database name that is no word of SQL',
    ],
    [
        "a user of the platform's own",
        [["databases.app.iamUser", "platform"]],
        'plumbline:databases.app.iamUser: "platform" is not allowed; it must be a user name that is no word of SQL, and none of RDS',
    ],
    [
        "a node type that does not exist",
        [["caches", { sessions: { nodeType: "cache.t4g.huge" } }]],
        'plumbline:caches.sessions.nodeType: "cache.t4g.huge" is not allowed; it must be a node type such as "cache.t4g.micro"',
    ],
    [
        "objects that move back",
        [
            [
                "buckets.uploads.transitions",
                [
                    { afterDays: 30, to: "GLACIER" },
                    { afterDays: 90, to: "STANDARD_IA" },
                ],
            ],
        ],
        "plumbline:buckets.uploads.transitions[1]: must have a storage class that comes after GLACIER on the way",
    ],
    [
        "objects that move on too soon",
        [
            [
                "buckets.uploads.transitions",
                [
                    { afterDays: 45, to: "GLACIER" },
                    { afterDays: 30, to: "STANDARD_IA" },
                ],
            ],
        ],
        "plumbline:buckets.uploads.transitions[0]: must have afterDays of at least 60, because objects move to STANDARD_IA after 30 days",
    ],
    [
        "objects that move twice to the same class",
        [
            [
                "buckets.uploads.transitions",
                [
                    { afterDays: 30, to: "GLACIER" },
                    { afterDays: 90, to: "GLACIER" },
                ],
            ],
        ],
        "plumbline:buckets.uploads.transitions[1]: must have another storage class than the other transitions",
    ],
    [
        "objects that grow old in steps",
        [
            [
                "buckets.uploads.transitions",
                [
                    { afterDays: 30, to: "STANDARD_IA" },
                    { afterDays: 60, to: "INTELLIGENT_TIERING" },
                    { afterDays: 90, to: "DEEP_ARCHIVE" },
                ],
            ],
        ],
        undefined,
    ],
    [
        "an index that holds no attribute",
        [
            [
                "tables",
                {
                    carts: {
                        partitionKey: "id",
                        indexes: { byday: { partitionKey: "day", attributes: [] } },
                    },
                },
            ],
        ],
        "plumbline:tables.carts.indexes.byday.attributes: must have at least 1 attribute",
    ],
    [
        "an index that holds an attribute twice",
        [
            [
                "tables",
                {
                    carts: {
                        partitionKey: "id",
                        indexes: { byday: { partitionKey: "day", attributes: ["a", "a"] } },
                    },
                },
            ],
        ],
        "plumbline:tables.carts.indexes.byday.attributes: must have each attribute once",
    ],
    [
        "an address that a budget has twice",
        [["budget", { emails: ["a@example.com", "a@example.com"] }]],
        "plumbline:budget.emails: must have each address once",
    ],
    [
        "an endpoint that is there twice",
        [["network.interfaceEndpoints", ["logs", "logs"]]],
        'plumbline:network.interfaceEndpoints[1]: "logs" is there already, as plumbline:network.interfaceEndpoints[0]',
    ],
    [
        "a schedule whose name in AWS would be too long",
        [
            functionOn({
                schedule: "cron(0,5,10,15,20,25,30,35,40,45,50,55 8,9,10,11,12,13,14 ? * MON-FRI *)",
            }),
        ],
        'plumbline:functions.extra.on[0]: would make a resource "extra-cron',
    ],
    [
        "a payload that is too long for a schedule",
        [functionOn({ schedule: "rate(1 day)", name: "daily", input: "x".repeat(262_144) })],
        "plumbline:functions.extra.on[0].input: 262146 bytes are not allowed",
    ],
    [
        "more countries than a rule of the firewall has",
        [["firewall", { countries: { block: COUNTRIES } }]],
        "plumbline:firewall.countries: must have at most 50 countries",
    ],
    ["as many countries", [["firewall", { countries: { block: COUNTRIES.slice(1) } }]], undefined],
    [
        "a block of addresses whose length begins with a zero",
        [["firewall", { blockedAddresses: ["10.0.0.0/08"] }]],
        'plumbline:firewall.blockedAddresses[0]: "10.0.0.0/08" is not allowed; it must be a block of addresses in CIDR',
    ],
    ...["$...", "$.[[", "$.a[x]"].map(
        (value) =>
            [
                `the field ${value}`,
                [metric("{ $.a = 1 }", { value })],
                `plumbline:monitoring.metrics.other.value: "${value}" is not allowed; it must be a field such as`,
            ] as const,
    ),
    ["a field of a list", [metric("{ $.a = 1 }", { value: "$.items[0].price" })], undefined],
    [
        "a value that is too long",
        [metric("{ $.a = 1 }", { value: "9".repeat(101) })],
        'plumbline:monitoring.metrics.other.value: "9999',
    ],
    [
        "a time that X-Ray cannot read",
        [["monitoring.traces.slowSeconds", 1e-7]],
        "plumbline:monitoring.traces.slowSeconds: 1e-7 is not allowed; it must be at least 0.001 seconds",
    ],
    [
        "a boundary of another account",
        [["security", { roleBoundaryArn: "arn:aws:iam::444455556666:policy/limit" }]],
        'plumbline:security.roleBoundaryArn: "arn:aws:iam::444455556666:policy/limit" is not allowed, because it is in account 444455556666; it must be in plumbline:accountId, which is 111122223333',
    ],
    [
        "a boundary of AWS",
        [["security", { roleBoundaryArn: "arn:aws:iam::aws:policy/PowerUserAccess" }]],
        undefined,
    ],
    [
        "the same of the roles for GitHub",
        [
            [
                "delivery",
                { repository: "acme/shop", permissionsBoundaryArn: "arn:aws:iam::444455556666:policy/x" },
            ],
        ],
        "plumbline:delivery.permissionsBoundaryArn: ",
    ],
    [
        "a monitor of another account",
        [
            [
                "budget",
                {
                    anomalies: {
                        mode: "adopt",
                        monitorArn: "arn:aws:ce::444455556666:anomalymonitor/x",
                    },
                },
            ],
        ],
        "plumbline:budget.anomalies.monitorArn: ",
    ],
    [
        "a sender with one bracket",
        [["email.from", "Shop <no-reply@shop.example.com"]],
        'plumbline:email.from: "Shop <no-reply@shop.example.com" is not allowed; it must be an address such as "Shop <no-reply@shop.example.com>", with both brackets or none',
    ],
    ...["Shop, Inc. <a@shop.example.com>", "Müller <a@shop.example.com>", "A\nB <a@shop.example.com>"].map(
        (from) =>
            [
                `the sender ${JSON.stringify(from)}`,
                [["email.from", from]],
                `plumbline:email.from: ${JSON.stringify(from)} is not allowed; it must be an address whose name is in quotes`,
            ] as const,
    ),
    ...['"Shop, Inc." <a@shop.example.com>', "=?UTF-8?Q?M=C3=BCller?= <a@shop.example.com>"].map(
        (from) => [`the sender ${from}`, [["email.from", from]], undefined] as const,
    ),
    [
        "a URL after signing out without one after signing in",
        [
            ["directories.customers.callbackUrls", []],
            ["directories.customers.logoutUrls", ["https://shop.example.com/out"]],
        ],
        "plumbline:directories.customers.callbackUrls: is missing; with logoutUrls it must have a URL",
    ],
    [
        "the same of another client",
        [["directories.customers.clients", { mobile: { logoutUrls: ["https://shop.example.com/out"] } }]],
        "plumbline:directories.customers.clients.mobile.callbackUrls: is missing; with logoutUrls it must have a URL",
    ],
    [
        "more audiences than an authorizer has",
        [["apis.shop.authorizers", { other: { issuer: "https://example.com", audience: numbers(51) } }]],
        "plumbline:apis.shop.authorizers.other.audience: ",
    ],
    [
        "more scopes than a route has",
        [["apis.shop.routes", { "GET /orders": { function: "orders", scopes: numbers(11) } }]],
        'plumbline:apis.shop.routes["GET /orders"].scopes: ',
    ],
    [
        "an endpoint by its whole name",
        [["network.interfaceEndpoints", ["com.amazonaws.eu-west-1.logs"]]],
        'plumbline:network.interfaceEndpoints[0]: "com.amazonaws.eu-west-1.logs" is not allowed; it must be the name of an AWS service such as ecr.api, without',
    ],
    [
        "a node that cannot encrypt",
        [["caches", { sessions: { nodeType: "cache.t1.micro" } }]],
        'plumbline:caches.sessions.nodeType: "cache.t1.micro" is not allowed; it must be a node type that encrypts data',
    ],
    [
        "a node with data tiering",
        [["caches", { sessions: { nodeType: "cache.r6gd.xlarge" } }]],
        'plumbline:caches.sessions.nodeType: "cache.r6gd.xlarge" is not allowed; it must be a node type without data tiering',
    ],
    // Secrets.
    [
        "a secret of more than 65536 bytes",
        [["secrets.payment.value", new SecretValue("x".repeat(65_537))]],
        "plumbline:secrets.payment.value: an encrypted value is not allowed; it must be at most 65536 bytes",
    ],
    ["a secret that nobody has decrypted yet", [["secrets.payment.value", new SecretValue("")]], undefined],
    [
        "a parameter of more than 4096 bytes",
        [["secrets.payment", { value: new SecretValue("x".repeat(4097)), parameter: "/shop/key" }]],
        "plumbline:secrets.payment.value: ",
    ],
    ...["/awsome/key", "/SSM_x/key"].map(
        (parameter) =>
            [
                `the parameter ${parameter}`,
                [["secrets.payment.parameter", parameter]],
                "plumbline:secrets.payment.parameter: ",
            ] as const,
    ),
    // Images, servers and builds.
    ...["https://nginx:1", "NGINX:1", "::x", `nginx:${"a".repeat(129)}`, "nginx:-x"].map(
        (image) =>
            [
                `the image ${image.slice(0, 20)}`,
                [["services.web.image", image]],
                "plumbline:services.web.image: ",
            ] as const,
    ),
    ...["localhost:5000/shop/web__a:1", `nginx:1.29@sha256:${"a".repeat(64)}`, "ghcr.io/a/b-c.d:V1"].map(
        (image) => [`the image ${image.slice(0, 20)}`, [["services.web.image", image]], undefined] as const,
    ),
    ...["X:1", "a//b:1", `a:${"b".repeat(129)}`].map(
        (image) =>
            [
                `a function's image ${image.slice(0, 20)}`,
                [["functions.extra", { image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${image}` }]],
                "plumbline:functions.extra.image: ",
            ] as const,
    ),
    [
        "an alarm on messages that are gone",
        [["queues", { jobs: { retentionDays: 1, maxAgeSeconds: 86_401 } }]],
        "plumbline:queues.jobs.maxAgeSeconds: 86401 is not allowed; it must be at most retentionDays",
    ],
    [
        "a redirect to a host that there cannot be",
        [["sites.shop.redirects", { "/a": "https://../b" }]],
        'plumbline:sites.shop.redirects["/a"]: "https://../b" is not allowed; it must be an https URL with a host',
    ],
    ["an old redirect", [["sites.shop.redirects", { "/a/*": "https://blog.example.com/*" }]], undefined],
    [
        "more variables than user data has room for",
        [["servers", { reports: { environment: { TEXT: "x".repeat(10_240) } } }]],
        "plumbline:servers.reports.environment: 10248 bytes of variables are not allowed; with the script, which has 0, they must have at most 10240",
    ],
    [
        "a variable of CodeBuild's own",
        [pipeline({ CODEBUILD_X: "1" })],
        'plumbline:pipelines.main.environment.CODEBUILD_X: the name "CODEBUILD_X" is not allowed; it must not begin with CODEBUILD_',
    ],
    [
        "more variables than CodeBuild takes",
        [pipeline({ TEXT: "x".repeat(5500) })],
        "plumbline:pipelines.main.environment: 5504 characters of variables are not allowed",
    ],
    ["almost as many", [pipeline({ TEXT: "x".repeat(5496) })], undefined],
    [
        "two versions of a layer",
        [["functions.orders.layers", [layer("tools", 1), layer("other", 1), layer("tools", 2)]]],
        `plumbline:functions.orders.layers[2]: "${layer("tools", 2)}" is not allowed beside "${layer("tools", 1)}"`,
    ],
    [
        "two versions, of which one is a default",
        [
            ["functionDefaults", { layers: [layer("tools", 1)] }],
            ["functions.orders.layers", [layer("tools", 2)]],
        ],
        undefined,
    ],
    [
        "a rewrite to a path with dots",
        [
            ["sites.shop.release", undefined],
            ["sites.shop.rewrites", { "/a": "/../site/index.html" }],
        ],
        'plumbline:sites.shop.rewrites["/a"]: "/../site/index.html" is not allowed; it must be a file in examples/sample/site',
    ],
    // Variables of functions.
    ...["AWS_REGION", "AWS_SESSION_TOKEN", "_HANDLER", "LAMBDA_TASK_ROOT"].map(
        (name) =>
            [
                `the variable ${name}`,
                [environment(name)],
                `plumbline:functions.orders.environment.${name}: the name "${name}" is not allowed; it must be a name that Lambda does not set itself`,
            ] as const,
    ),
    [
        "the same as a default of functions",
        [["functionDefaults", { environment: { AWS_REGION: "eu-west-1" } }]],
        'plumbline:functionDefaults.environment.AWS_REGION: the name "AWS_REGION" is not allowed; it must be a name that Lambda',
    ],
    ...["X", "_LEVEL"].map(
        (name) =>
            [
                `a variable called ${name}`,
                [environment(name)],
                `plumbline:functions.orders.environment.${name}: the name "${name}" is not allowed; it must be a name of two characters or more`,
            ] as const,
    ),
    ["a variable that Lambda reads", [environment("AWS_XRAY_CONTEXT_MISSING")], undefined],
    ["the time zone of a function", [environment("TZ")], undefined],
    ["the region of a container", [["services.web.environment", { AWS_REGION: "eu-west-1" }]], undefined],
    [
        "more than 4 KB of variables",
        [["functions.orders.environment", { TEXT: "x".repeat(4096) }]],
        "plumbline:functions.orders.environment: 4",
    ],
    ["almost 4 KB of variables", [["functions.orders.environment", { TEXT: "x".repeat(3000) }]], undefined],
];

describe("a value that AWS would refuse", () => {
    for (const [what, changes, said] of CASES) {
        it(`${what} is ${said === undefined ? "none" : "refused"}`, () => {
            const found = complaints(with_(...changes));
            assert.equal(found.length, said === undefined ? 0 : 1, found.join("\n"));
            assert.ok(said === undefined || found[0]!.startsWith(said), `${found[0]}\n is not\n${said}`);
        });
    }
});

describe("variables of a function", () => {
    const queues = (count: number): string[] =>
        Array.from({ length: count }, (_, index) => `number-${index}`);
    const using = (count: number): Raw => ({
        ...minimal,
        queues: Object.fromEntries(queues(count).map((name) => [name, {}])),
        functions: { orders: { code: CODE, uses: queues(count).map((name) => `queue/${name}`) } },
    });

    it("may come from as many uses as 4 KB hold", () => {
        assert.deepEqual(complaints(using(35)), []);
    });

    it("are refused if those of all uses amount to more", () => {
        const [said = "", ...more] = complaints(using(60));
        assert.deepEqual(more, []);
        assert.match(
            said,
            /^plumbline:functions\.orders\.uses: \d+ bytes of variables are not allowed \(environment: 2, the 60 uses: \d+\); Lambda takes at most 4096/,
        );
    });
});

describe("times that AWS accepts and that do not fit", () => {
    const withTimes = (timeoutSeconds: number, visibilitySeconds: number, windowSeconds = 0) =>
        settingsOf({
            ...minimal,
            queues: { jobs: { visibilitySeconds } },
            functions: { work: { code: CODE, timeoutSeconds, on: [{ queue: "jobs", windowSeconds }] } },
            apis: { shop: { routes: { "GET /": { function: "work", public: true } } } },
        }).warnings;

    it("are warned of: a queue that shows a message again within six times the function's time", () => {
        assert.deepEqual(withTimes(10, 59), [
            "plumbline:queues.jobs.visibilitySeconds: AWS advises 60 or more, six times timeoutSeconds of function/work and its windowSeconds; with 59 a message may be handled twice.",
        ]);
        assert.equal(withTimes(10, 69, 10).length, 1);
    });

    it("are warned of: a function that takes longer than its API waits", () => {
        assert.deepEqual(withTimes(31, 186), [
            "plumbline:functions.work.timeoutSeconds: api/shop waits 30 s for an answer, and the function may take 31 s.",
        ]);
    });

    it("are none where they fit", () => {
        assert.deepEqual(withTimes(30, 180), []);
        assert.deepEqual(withTimes(10, 70, 10), []);
    });
});
