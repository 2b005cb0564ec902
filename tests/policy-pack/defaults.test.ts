/** The defaults of each tier, with every section used as simply as it can be: no policy may be broken by them. */
import assert from "node:assert/strict";

import { withPublicRoutes } from "../../operations/policy/packConfiguration";
import { today } from "../../policy-pack/core/waivers";
import { rules } from "../../policy-pack/policies";
import { run } from "../support/program";
import { ask } from "./support/engine";
import { sentOf } from "./support/stacks";
import { ourWaivers } from "./support/waivers";

const CONNECTION =
    "arn:aws:codeconnections:eu-west-1:111122223333:connection/aEXAMPLE-8aad-4d5d-8878-dfcab0bc441f";
const CODE = "examples/sample/functions/orders";
const LEXICON = "arn:aws:polly:eu-west-1:111122223333:lexicon/shop";
const IMAGE = "public.ecr.aws/nginx/nginx-unprivileged:1.29.3-alpine";

const apis = {
    shop: {
        authorizer: "directory/customers",
        routes: { "GET /catalog": { function: "orders", public: true }, "GET /orders": "orders" },
    },
};

/** What has no default, and one of each section. */
const SIMPLEST: Readonly<Record<string, unknown>> = {
    "pulumi:disable-default-providers": ["aws"],
    region: "eu-west-1",
    accountId: "111122223333",
    owner: "platform",
    costCenter: "3000",
    emulator: "none",
    alerts: {
        emails: ["on-call@example.com"],
        channels: { urgent: { severities: ["critical"], emails: ["duty@example.com"] } },
    },
    // One of everything costs more than the budget of a small stack.
    budget: { monthlyUsd: 1250 },
    domain: { name: "shop.example.com" },
    network: { cidr: "10.40.0.0/16", zones: ["a", "b", "c"] },
    buckets: { uploads: {} },
    queues: { uploads: {} },
    secrets: { session: { description: "Signs sessions", generate: 48 } },
    databases: {
        app: { engine: "aurora-postgresql", version: "16" },
        orders: { engine: "postgres", version: "16" },
    },
    caches: { sessions: {} },
    tables: { carts: { partitionKey: "customer" } },
    directories: { customers: {} },
    topics: { paid: {}, ledger: { fifo: true } },
    buses: { main: {} },
    emails: { main: {} },
    parameters: { rates: { value: "0.19" } },
    layers: { shared: "examples/components/function-layer/layer" },
    functions: {
        orders: { code: CODE, layers: ["shared"], on: ["queue/uploads", "topic/paid"] },
        hooks: {
            code: CODE,
            url: { auth: "iam" },
            on: [{ bus: "main", pattern: { source: ["shop"] } }, { schedule: "rate(1 hour)" }],
            permissions: [{ actions: ["polly:SynthesizeSpeech"], resources: [LEXICON] }],
        },
    },
    tasks: {
        migrate: { image: IMAGE, user: "101:101", before: "deployment" },
        report: { code: CODE, schedules: { nightly: { at: "cron(0 3 * * ? *)" } } },
    },
    servers: { reports: {} },
    apis,
    repositories: { shop: {} },
    services: { admin: { image: IMAGE, user: "101:101", public: {} } },
    sites: { shop: { content: "examples/sample/site" } },
    pipelines: { shop: { repository: "example/shop", connectionArn: CONNECTION, docker: true } },
};

describe("the defaults of a tier", function () {
    this.timeout(120_000);

    for (const tier of ["dev", "staging", "prod"] as const) {
        it(`break no policy in ${tier}, with each section at its simplest`, async () => {
            const keys = Object.entries({ ...SIMPLEST, tier }).map(
                ([key, value]) => [key.includes(":") ? key : `plumbline:${key}`, value] as const,
            );
            const resources = sentOf(await run(tier, Object.fromEntries(keys)));
            const stated = { shop: { routes: { "GET /catalog": { public: true } } } };
            const configuration = withPublicRoutes({}, { apis: stated });
            const found = await ask(rules, resources, {
                environment: tier,
                waivers: ourWaivers(),
                today: today(),
                settings: configuration as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
            });
            assert.ok(resources.length > 100, `only ${resources.length} resources`);
            assert.deepEqual(
                found
                    .filter(({ level }) => level === "mandatory")
                    .map(
                        ({ rule, urn, message }) =>
                            `${rule} ${urn.split("::").slice(2).join(" ")}: ${message}`,
                    ),
                [],
            );
        });
    }
});
