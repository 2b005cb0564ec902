/** Settings of data, accounts and public entrances. */
import { SecretValue } from "../../../config/values";
import { type Case, functionOn, metric, numbers, COUNTRIES } from "./case";

export const SETTINGS: readonly Case[] = [
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
    // Names that others rely on.
    ...(
        [
            ["buckets.uploads.name", "a..b", "a name without two dots in a row"],
            ["buckets.uploads.name", "10.0.0.1", "a name that is no IP address"],
            ["buckets.uploads.name", "xn--a", "a name that does not begin with xn--"],
            ["buckets.uploads.name", "a-s3alias", "a name that does not end with -s3alias"],
            ["buckets.uploads.name", "designs-{env}", "a name in which {stack} and {project} stand for"],
            [
                "secrets.session.name",
                "/meals/stripe-secret",
                "a name that does not end with a hyphen and six",
            ],
            ["secrets.payment.parameter", "/shop/{env}", "a path in which {stack} and {project} stand for"],
            ["parameters.rates.name", "/ssm/rates", "the path of a parameter"],
            ["parameters.rates.name", `/${"x".repeat(1011)}`, "at most 1011 characters"],
            ["parameters.rates.value", "{{x}}", "text without {{"],
            ["parameters.rates.value", ["a,b"], "text without commas"],
            ["tables", { carts: { name: "ab", partitionKey: "id" } }, "3 to 255 letters"],
            ["queues", { jobs: { name: "jobs.fifo" } }, "a name that ends with .fifo if it is fifo"],
            ["queues", { jobs: { name: "jobs", fifo: true } }, "a name that ends with .fifo if it is fifo"],
            ["queues", { jobs: { name: "x".repeat(76) } }, "1 to 75 letters"],
        ] as const
    ).map(([key, value]): Case => [
        `${key}: ${JSON.stringify(value).slice(0, 40)}`,
        [[key, value]],
        `plumbline:${key}${typeof value === "object" && !Array.isArray(value) ? `.${Object.keys(value)[0]}.name` : Array.isArray(value) ? "[0]" : ""}: `,
    ]),
    [
        "a parameter of more than 4096 bytes by itself",
        [["parameters.rates.value", "x".repeat(4097)]],
        "plumbline:parameters.rates.value: ",
    ],
    [
        "an encrypted value in a parameter that shows it",
        [["parameters.rates.value", new SecretValue("x")]],
        "plumbline:parameters.rates.type: ",
    ],
    [
        "a plain value in an encrypted parameter",
        [["parameters.rates.type", "SecureString"]],
        "plumbline:parameters.rates.value: ",
    ],
    [
        "a list in a parameter of one text",
        [["parameters.rates", { type: "String", value: ["a"] }]],
        "plumbline:parameters.rates.type: ",
    ],
    [
        "a secret that a function rotates, and that a parameter holds too",
        [["secrets.session", { generate: 48, parameter: "/a", rotate: { function: "orders", days: 1 } }]],
        "plumbline:secrets.session: ",
    ],
    [
        "a secret that two functions rotate",
        [["secrets.session", { generate: 48, rotateDays: 1, rotate: { function: "orders", days: 1 } }]],
        "plumbline:secrets.session: ",
    ],
    [
        "a secret that an unknown function rotates",
        [["secrets.session.rotate", { function: "order", days: 1 }]],
        'plumbline:secrets.session.rotate.function: "order" does not exist; there are orders; did you mean "orders"?',
    ],
    [
        "a secret that is rotated by a function which cannot read it",
        [
            ["secrets.session.rotate", { function: "orders", days: 1 }],
            ["functions.orders.uses", []],
        ],
        'plumbline:secrets.session.rotate.function: "orders" cannot read the secret; add secret/session to functions.orders.uses',
    ],
];
