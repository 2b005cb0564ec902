/** Entries whose resources would have the same name, in Pulumi or in AWS. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

import { distinctFromOtherStacks } from "../../config/checks/names";
import type { Values } from "../../config/schema";
import { SecretValue } from "../../config/values";
import { markers } from "../platform/names/markers";
import { complaints, minimal } from "./fixtures";

type Raw = Record<string, unknown>;
const CODE = "examples/sample/functions/orders";
const IMAGE = "nginx:1.29";
const api = (routes: Raw, more: Raw = {}): Raw => ({
    functions: { orders: { code: CODE }, id: { code: CODE } },
    apis: { shop: { routes, ...more } },
});
const open = { function: "orders", public: true };
const aurora = { engine: "aurora-postgresql", version: "16" };
const queue = (first: string, second: string): Raw => ({ queues: { [first]: {}, [second]: {} } });

const another = "give one of the two another name";
const second = (key: string, name: string, type: string, first: string): string =>
    `plumbline:${key}: would make a second resource "${name}" (${type}), as ${first} does; ${another}`;
const taken = (key: string, name: string, type: string, first: string): string =>
    `plumbline:${key}: would take the name "${name}" in AWS (${type}), as ${first} does; ${another}`;

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    [
        "routes that differ in braces only",
        api({ "GET /orders/{id}": open, "GET /orders/id": open }),
        [
            second(
                'apis.shop.routes["GET /orders/id"]',
                "shop-get-orders-id",
                "apigatewayv2.Route",
                'plumbline:apis.shop.routes["GET /orders/{id}"]',
            ),
        ],
    ],
    [
        "routes that differ in capitals only",
        api({ "GET /Orders": open, "GET /orders": open }),
        [
            second(
                'apis.shop.routes["GET /orders"]',
                "shop-get-orders",
                "apigatewayv2.Route",
                'plumbline:apis.shop.routes["GET /Orders"]',
            ),
        ],
    ],
    [
        "alarm e-mails that differ in capitals only",
        { alerts: { emails: ["team@example.com", "Team@example.com"] } },
        [
            second(
                "alerts.emails[1]",
                "alerts-team-example-com",
                "sns.TopicSubscription",
                "plumbline:alerts.emails[0]",
            ),
        ],
    ],
    [
        "a bucket with the name of the platform's own",
        { buckets: { logs: {} } },
        [second("buckets.logs", "logs", "Bucket", "the platform itself")],
    ],
    [
        "a queue with the name of another's dead-letter queue",
        queue("jobs", "jobs-dead"),
        [second("queues.jobs", "jobs-dead", "sqs.Queue", "plumbline:queues.jobs-dead")],
    ],
    [
        "the same in the other order",
        queue("jobs-dead", "jobs"),
        [second("queues.jobs", "jobs-dead", "sqs.Queue", "plumbline:queues.jobs-dead")],
    ],
    [
        "a schedule with the name of the one that keeps warm",
        {
            functions: {
                orders: { code: CODE, keepWarm: true, on: [{ schedule: "rate(1 hour)", name: "keep-warm" }] },
            },
        },
        [
            second(
                "functions.orders.on[0]",
                "orders-keep-warm",
                "scheduler.Schedule",
                "plumbline:functions.orders",
            ),
        ],
    ],
    [
        "an interface endpoint twice",
        { network: { cidr: "10.0.0.0/16", zones: ["a", "b"], interfaceEndpoints: ["sqs", "sqs"] } },
        [
            'plumbline:network.interfaceEndpoints[1]: "sqs" is there already, as plumbline:network.interfaceEndpoints[0]; leave one of the two out',
        ],
    ],
    [
        "interface endpoints that differ in dots only",
        { network: { cidr: "10.0.0.0/16", zones: ["a", "b"], interfaceEndpoints: ["ecr.api", "ecr-api"] } },
        [
            second(
                "network.interfaceEndpoints[1]",
                "network-ecr-api",
                "ec2.VpcEndpoint",
                "plumbline:network.interfaceEndpoints[0]",
            ),
        ],
    ],
    [
        "an interface endpoint for which there is a gateway",
        { network: { cidr: "10.0.0.0/16", zones: ["a", "b"], interfaceEndpoints: ["s3"] } },
        [second("network.interfaceEndpoints[0]", "network-s3", "ec2.VpcEndpoint", "the platform itself")],
    ],
    [
        "paths without traces that differ in slashes only",
        { monitoring: { traces: { ignorePaths: ["/a/b", "/a-b"] } } },
        [
            second(
                "monitoring.traces.ignorePaths[1]",
                "monitoring-ignore-a-b",
                "xray.SamplingRule",
                "plumbline:monitoring.traces.ignorePaths[0]",
            ),
        ],
    ],
    [
        "cost allocation tags that differ in capitals only",
        { budget: { costAllocationTags: ["Owner", "owner"] } },
        [
            second(
                "budget.costAllocationTags[1]",
                "cost-guard-owner",
                "costexplorer.CostAllocationTag",
                "plumbline:budget.costAllocationTags[0]",
            ),
        ],
    ],
    [
        "a directory's group and a group of another directory",
        { directories: { people: { groups: ["a-b"] }, "people-a": { groups: ["b"] } } },
        [
            second(
                "directories.people-a.groups[0]",
                "people-a-b",
                "cognito.UserGroup",
                "plumbline:directories.people.groups[0]",
            ),
        ],
    ],
    [
        "a function's schedule and another's",
        {
            functions: {
                a: { code: CODE, on: [{ schedule: "rate(1 hour)", name: "b-c" }] },
                "a-b": { code: CODE, on: [{ schedule: "rate(1 hour)", name: "c" }] },
            },
        },
        [second("functions.a-b.on[0]", "a-b-c", "scheduler.Schedule", "plumbline:functions.a.on[0]")],
    ],
    [
        "an authorizer called as a directory is",
        {
            directories: { people: {} },
            ...api(
                {
                    "GET /a": { function: "orders", authorizer: "directory/people" },
                    "GET /b": { function: "orders", authorizer: "directory-people" },
                },
                { authorizers: { "directory-people": { issuer: "https://example.com/", audience: ["x"] } } },
            ),
        },
        [
            second(
                'apis.shop.routes["GET /b"].authorizer',
                "shop-directory-people",
                "apigatewayv2.Authorizer",
                'plumbline:apis.shop.routes["GET /a"].authorizer',
            ),
        ],
    ],
    [
        "a database called as a reader of another",
        {
            databases: {
                app: { ...aurora, readers: 1 },
                "app-reader-1": { engine: "postgres", version: "16" },
            },
        },
        [
            taken(
                "databases.app",
                "plumbline-unit-app-reader-1",
                "rds.Instance identifier",
                "plumbline:databases.app-reader-1",
            ),
        ],
    ],
    [
        "one queue twice, with other batches",
        {
            queues: { jobs: {} },
            functions: { orders: { code: CODE, on: ["queue/jobs", { queue: "jobs", batchSize: 5 }] } },
        },
        [
            second(
                "functions.orders.on[1]",
                "orders-queue-jobs",
                "lambda.EventSourceMapping",
                "plumbline:functions.orders.on[0]",
            ),
        ],
    ],
    [
        "secrets with the same parameter",
        {
            secrets: {
                a: { generate: 32, parameter: "/shop/key" },
                b: { generate: 32, parameter: "/shop/key" },
            },
        },
        [taken("secrets.b.parameter", "/shop/key", "ssm.Parameter name", "plumbline:secrets.a.parameter")],
    ],
    ...(
        [
            ["buckets", "s3.Bucket bucket", {}],
            ["tables", "dynamodb.Table name", { partitionKey: "id" }],
            ["queues", "sqs.Queue name", {}],
            ["secrets", "secretsmanager.Secret name", {}],
        ] as const
    ).map(([section, type, more]): (typeof CASES)[number] => [
        `${section} with the same name`,
        { [section]: { a: { ...more, name: "shop-{stack}" }, b: { ...more, name: "shop-unit" } } },
        [taken(`${section}.b.name`, "shop-unit", type, `plumbline:${section}.a.name`)],
    ]),
    [
        "a queue that is called as another's dead-letter queue",
        { queues: { a: { name: "jobs" }, b: { name: "jobs-dead" } } },
        [taken("queues.a.name", "jobs-dead", "sqs.Queue name", "plumbline:queues.b.name")],
    ],
    [
        "a parameter that a secret fills as well, and one that is called as the default of another",
        {
            secrets: { key: { generate: 32, parameter: "/plumbline/unit/rates" } },
            parameters: { rates: { value: "1" }, key: { name: "/{project}/{stack}/rates" } },
        },
        [
            taken(
                "parameters.key.name",
                "/plumbline/unit/rates",
                "ssm.Parameter name",
                "plumbline:parameters.rates.name",
            ),
            taken(
                "secrets.key.parameter",
                "/plumbline/unit/rates",
                "ssm.Parameter name",
                "plumbline:parameters.rates.name",
            ),
        ],
    ],
    [
        "directories with the same prefix",
        { directories: { a: { signIn: { prefix: "shop" } }, b: { signIn: { prefix: "shop" } } } },
        [
            taken(
                "directories.b.signIn.prefix",
                "shop",
                "cognito.UserPoolDomain domain",
                "plumbline:directories.a.signIn.prefix",
            ),
        ],
    ],
    [
        "a built function beside the repository of its image",
        {
            functions: { orders: { build: { context: "tests/platform/names/image" } } },
            repositories: { "orders-function": {} },
        },
        [
            taken(
                "repositories.orders-function",
                "plumbline/unit/orders-function",
                "ecr.Repository name",
                "plumbline:functions.orders",
            ),
        ],
    ],
    [
        "behaviors whose patterns differ in slashes only",
        {
            sites: {
                shop: {
                    content: "examples/sample/site",
                    behaviors: { "/data/*": { cacheSeconds: 1 }, "/data*": { cacheSeconds: 2 } },
                },
            },
        },
        [
            second(
                'sites.shop.behaviors["/data*"].cacheSeconds',
                "shop-data",
                "cloudfront.CachePolicy",
                'plumbline:sites.shop.behaviors["/data/*"].cacheSeconds',
            ),
        ],
    ],
    [
        "behaviors whose patterns are the same to CloudFront",
        { sites: { shop: { content: "examples/sample/site", behaviors: { "/data/*": {}, "data/*": {} } } } },
        [
            'plumbline:sites.shop.behaviors["data/*"]: is the same to CloudFront as "/data/*"; leave one of the two out',
        ],
    ],
    // Names that look alike, and are not.
    [
        "behaviors that have no cache policy of their own",
        { sites: { shop: { content: "examples/sample/site", behaviors: { "/data/*": {}, "/data*": {} } } } },
        [],
    ],
    ["a queue with a hyphen in its name", queue("jobs", "jobs-late"), []],
    [
        "a schedule called keep-warm of a function that is not kept warm",
        {
            functions: { orders: { code: CODE, on: [{ schedule: "rate(1 hour)", name: "keep-warm" }] } },
        },
        [],
    ],
    [
        "a function for several routes, and one authorizer for several",
        {
            directories: { people: {} },
            ...api({ "GET /a": "orders", "GET /b": "orders" }, { authorizer: "directory/people" }),
        },
        [],
    ],
    [
        "notifications to one function",
        {
            functions: { orders: { code: CODE } },
            buckets: {
                uploads: {
                    notifications: [
                        { to: "function/orders", prefix: "a/" },
                        { to: "function/orders", prefix: "b/" },
                    ],
                },
            },
        },
        [],
    ],
    [
        "the same name for things of different kinds",
        {
            buckets: { shop: {} },
            queues: { shop: {} },
            repositories: { shop: {} },
            services: { shop: { image: IMAGE } },
            tables: { shop: { partitionKey: "id" } },
        },
        [],
    ],
    [
        "a database called as a reader that there is not",
        { databases: { app: { ...aurora, readers: 0 }, "app-reader-1": { ...aurora } } },
        [],
    ],
    [
        "a command that says the same twice",
        { services: { web: { image: IMAGE, command: ["-v", "-v"] } } },
        [],
    ],
];

describe("names", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length > 0 ? "refuse" : "accept"} ${what}`, () => {
            const network = { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" };
            assert.deepEqual(complaints({ ...minimal, network, ...raw }), said);
        });
    }
});

describe("lengths of names", () => {
    it("are refused if the pattern of a behaviour makes them too long", () => {
        const pattern = `/${"media/".repeat(20)}*`;
        const behaviors = { [pattern]: { cacheSeconds: 60 } };
        const complained = complaints({
            ...minimal,
            sites: { shop: { content: "examples/sample/site", behaviors } },
        });
        assert.equal(complained.length, 1);
        assert.match(
            complained[0]!,
            /would make a resource "shop-media-.*" \(CachePolicy\), which has 12\d characters; it must have at most 120, so give it a shorter name$/,
        );
    });

    it("of functions are as long as Lambda allows", () => {
        const cron = "cron(0,10,20,30,40,50 8-18 ? * MON,TUE,WED,THU,FRI *)";
        const settings = { code: CODE, keepWarm: true, on: [{ schedule: cron }] };
        assert.deepEqual(complaints({ ...minimal, functions: { ["o".repeat(64)]: settings } }), []);
        assert.deepEqual(complaints({ ...minimal, functions: { ["o".repeat(65)]: settings } }), [
            `plumbline:functions.${"o".repeat(65)}: the name "${"o".repeat(65)}" is not allowed; it must be a name of at most 64 characters`,
        ]);
    });

    it("fit for the longest name of everything", () => {
        const { raw } = markers(false, new SecretValue("x"));
        // Each token becomes a name of 20 characters, which is the longest there may be.
        const text = JSON.stringify(raw).replaceAll(/zq\d\d\d/g, (token) => `${token}-abcdefghijklmn`);
        const longest = JSON.parse(text, (_key, value: unknown) =>
            value === "[secret]" ? new SecretValue("x") : value,
        ) as Raw;
        assert.deepEqual(complaints(longest, "abcdefghijklmnopqrstuv"), []);
    });
});

describe("names of two stacks in one account", () => {
    const ours = { accountId: "111122223333", region: "eu-west-1", databases: { "eu-app": aurora } };
    const problemsBeside = (other: Raw, here: Raw = ours): string[] => {
        const root = mkdtempSync(join(tmpdir(), "plumbline-names-"));
        try {
            const config = {
                "plumbline:accountId": "111122223333",
                "plumbline:region": "eu-west-1",
                ...other,
            };
            writeFileSync(join(root, "Pulumi.prod-eu.yaml"), stringify({ config }));
            const values = here as unknown as Values;
            return distinctFromOtherStacks
                .run(values, { stack: "prod", root, project: "plumbline" })
                .map(({ key, message }) => `${key}: ${message}`);
        } finally {
            rmSync(root, { recursive: true });
        }
    };
    const other = { "plumbline:databases": { app: aurora } };

    it("are refused where they are the same", () => {
        assert.deepEqual(
            problemsBeside(other).filter((one) => one.includes("clusterIdentifier")),
            [
                `plumbline:databases.eu-app: would take the name "plumbline-prod-eu-app" in AWS (rds.Cluster clusterIdentifier), as plumbline:databases.app of stack "prod-eu" in the same account does; ${another}`,
            ],
        );
    });

    for (const [what, more] of Object.entries({
        account: { "plumbline:accountId": "444455556666" },
        region: { "plumbline:region": "us-east-1" },
        emulator: { "plumbline:emulator": "http://127.0.0.1:4567" },
        name: { "plumbline:databases": { shop: aurora } },
    })) {
        it(`are accepted with another ${what}`, () => {
            assert.deepEqual(problemsBeside({ ...other, ...more }), []);
        });
    }

    it("are refused where both give the same, of buckets in any account", () => {
        const named = (kind: string, name: string) => ({ [`plumbline:${kind}`]: { a: { name } } });
        const ofKind = (kind: string, name: string) => ({ ...ours, databases: {}, [kind]: { a: { name } } });
        const refused = (kind: string, type: string, where: string): string[] => [
            `plumbline:${kind}.a.name: would take the name "designs" in AWS (${type}), as plumbline:${kind}.a.name of stack "prod-eu" in ${where} account does; ${another}, such as one with {stack} in it`,
        ];
        const elsewhere = { "plumbline:accountId": "444455556666", "plumbline:region": "us-east-1" };
        assert.deepEqual(
            problemsBeside(named("tables", "designs"), ofKind("tables", "designs")),
            refused("tables", "dynamodb.Table name", "the same"),
        );
        assert.deepEqual(
            problemsBeside({ ...named("tables", "designs"), ...elsewhere }, ofKind("tables", "designs")),
            [],
        );
        assert.deepEqual(
            problemsBeside({ ...named("buckets", "designs"), ...elsewhere }, ofKind("buckets", "designs")),
            refused("buckets", "s3.Bucket bucket", "another"),
        );
        assert.deepEqual(
            problemsBeside(named("buckets", "designs-{stack}"), ofKind("buckets", "designs-prod")),
            [],
        );
    });
});
