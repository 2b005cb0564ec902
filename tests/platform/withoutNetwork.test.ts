import assert from "node:assert/strict";

import { run } from "../support/program";

const COMMON = {
    "plumbline:region": "eu-west-1",
    "plumbline:accountId": "123456789012",
    "plumbline:owner": "platform",
    "plumbline:costCenter": "1000",
    "plumbline:tables": { projects: { partitionKey: "id" } },
};
const DEV = { ...COMMON, "plumbline:tier": "dev" };
const NETWORK = { "plumbline:network": { cidr: "10.0.0.0/16", zones: ["a", "b"] } };

/** Kinds of resources that exist within a VPC only. */
const IN_VPC = /^(ec2|vpc|lb|rds|elasticache|servicediscovery)\./;

describe("a stack with one table", () => {
    it("has few resources, none of them in a VPC", async () => {
        const { graph } = await run("dev", DEV);
        assert.equal(graph.resources.length, 35);
        assert.deepEqual(
            graph.resources.filter(({ kind }) => IN_VPC.test(kind) || kind === "Network"),
            [],
        );
    });

    it("has a VPC where one is asked for, and nothing else of it changes", async () => {
        const without = (await run("dev", DEV)).graph.urns();
        const with_ = (await run("dev", { ...DEV, ...NETWORK })).graph.urns();
        assert.equal(with_.length, 73);
        assert.deepEqual(
            with_.filter((urn) => !urn.includes(":Network$") && !urn.includes(":Network::")),
            without,
        );
    });

    it("says so in its outputs, and has no row of a network on its dashboard", async () => {
        const { graph } = await run("dev", { ...DEV, "plumbline:network": "none" });
        assert.equal(graph.one("pulumi.Stack").outputs?.["network"], null);
        const body = String(graph.inputs("cloudwatch.Dashboard", "monitoring")["dashboardBody"]);
        assert.match(body, /Table projects/);
        assert.doesNotMatch(body, /Network/);
    });
});

describe("a stack of everything that needs no VPC", () => {
    it("is made without one, in the tier with the most around it", async () => {
        const { graph } = await run("shop", {
            ...COMMON,
            "plumbline:tier": "prod",
            "plumbline:domain": { name: "shop.example.com" },
            "plumbline:buckets": { uploads: { notifications: [{ to: "queue/jobs", events: ["created"] }] } },
            "plumbline:queues": { jobs: {} },
            "plumbline:secrets": { session: { generate: 32, rotateDays: 30 } },
            "plumbline:directories": { customers: {} },
            "plumbline:functions": {
                orders: {
                    code: "examples/sample/functions/orders",
                    on: [{ queue: "jobs" }],
                    uses: ["table/projects", "bucket/uploads", "secret/session", "api/shop"],
                },
                status: "examples/sample/functions/orders",
            },
            "plumbline:apis": {
                shop: {
                    authorizer: "directory/customers",
                    routes: { "GET /": { function: "status", public: true } },
                },
            },
            "plumbline:sites": { shop: { content: "examples/sample/site", uses: ["api/shop"] } },
            "plumbline:repositories": { shop: {} },
        });
        assert.deepEqual(
            graph.resources
                .filter(({ kind }) => IN_VPC.test(kind) || kind === "Network")
                .map(({ urn }) => urn),
            [],
        );
        assert.deepEqual(graph.names("synthetics.Canary"), ["api-shop", "site-shop"]);
        assert.equal(graph.inputs("lambda.Function", "orders")["vpcConfig"], undefined);
    });
});
