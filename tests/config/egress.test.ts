/** Targets that a network without NAT gateways does not reach. */
import assert from "node:assert/strict";

import { complaints, minimal } from "./fixtures";

type Raw = Record<string, unknown>;

const CODE = "examples/sample/functions/orders";
const IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1";
const SERVICE_ENDPOINTS = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];
const DATABASE = { engine: "aurora-postgresql", version: "16", minCapacity: 1 };
const stack = (things: Raw, interfaceEndpoints: string[] = [], nat = "none"): Raw => ({
    ...minimal,
    network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat, interfaceEndpoints },
    ...things,
});
const app = { databases: { app: DATABASE }, caches: { sessions: {} }, queues: { jobs: {} } };
const using = (uses: string[], more: Raw = {}): Raw => ({
    ...app,
    secrets: { session: {} },
    functions: { orders: { code: CODE, uses }, other: CODE },
    ...more,
});
const lacking = (who: string, endpoints: string): string[] => [
    `plumbline:network.nat: "none" is not allowed with ${who}, which then cannot reach AWS; use instance, single or perZone, or add ${endpoints} to interfaceEndpoints`,
];

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    ["nothing that needs a way out", stack(app), []],
    [
        "services",
        stack({ services: { web: { image: IMAGE } } }, ["ecr.api"]),
        lacking("services", "ecr.dkr, logs, secretsmanager"),
    ],
    ["services with endpoints", stack({ services: { web: { image: IMAGE } } }, SERVICE_ENDPOINTS), []],
    [
        "services that send to a queue",
        stack({ ...app, services: { web: { image: IMAGE, uses: ["queue/jobs:send"] } } }, SERVICE_ENDPOINTS),
        lacking("services", "sqs"),
    ],
    [
        "servers",
        stack({ servers: { reports: {} } }),
        lacking("servers", "ssm, ssmmessages, logs, secretsmanager"),
    ],
    [
        "services and servers",
        stack({ services: { web: { image: IMAGE } }, servers: { reports: {} } }, SERVICE_ENDPOINTS),
        lacking("servers", "ssm, ssmmessages"),
    ],
    [
        "services with an image from another registry",
        stack({ services: { web: { image: "public.ecr.aws/shop/web:1.2.3" } } }, SERVICE_ENDPOINTS),
        [
            'plumbline:services.web.image: "public.ecr.aws/shop/web:1.2.3" is not allowed with network.nat none, because no endpoint leads to its registry; use an image in ECR (<account>.dkr.ecr.<region>.amazonaws.com/…), or nat instance, single or perZone',
        ],
    ],
    [
        "services that are traced",
        stack({ services: { web: { image: IMAGE, tracing: true } } }, [...SERVICE_ENDPOINTS, "xray"]),
        [
            "plumbline:services.web.tracing: true is not allowed with network.nat none, because the collector's image comes from public.ecr.aws, to which no endpoint leads; it must be false, or use nat instance, single or perZone",
        ],
    ],
    [
        "a function that reads a database's password",
        stack(using(["database/app"])),
        lacking("functions in the VPC", "secretsmanager"),
    ],
    [
        "a function that reads a cache's token",
        stack(using(["cache/sessions"])),
        lacking("functions in the VPC", "secretsmanager"),
    ],
    [
        "a function beside its database that sends to a queue",
        stack(using(["database/app", "queue/jobs"]), ["secretsmanager"]),
        lacking("functions in the VPC", "sqs"),
    ],
    ["a function with an endpoint", stack(using(["database/app"]), ["secretsmanager"]), []],
    [
        "a function that signs in as an IAM user",
        stack(using(["database/app"], { databases: { app: { ...DATABASE, iamUser: "shop" } } })),
        [],
    ],
    ["a function outside of the VPC", stack(using(["queue/jobs", "secret/session"])), []],
    [
        "a function that calls a private service and reads a secret",
        stack(
            using(["service/stock", "secret/session"], { services: { stock: { image: IMAGE } } }),
            SERVICE_ENDPOINTS.slice(0, 3),
        ),
        lacking("services and functions in the VPC", "secretsmanager"),
    ],
    [
        "anything, where there is a NAT gateway",
        stack(
            using(["database/app", "queue/jobs"], {
                services: { web: { image: "nginx:1.29", tracing: true } },
                servers: { reports: {} },
            }),
            [],
            "single",
        ),
        [],
    ],
];

describe("a network without a way out", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length > 0 ? "is refused" : "is enough"} for ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }
});
