/** Security groups of the workloads that reach something in the VPC: shared, so that a group's 60 rules suffice. */
import assert from "node:assert/strict";

import type { Graph } from "../support/graph";
import { minimal } from "../config/fixtures";
import { run } from "../support/program";

/** AWS's default: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const RULES_OF_A_GROUP = 60;

const RULES = ["vpc.SecurityGroupIngressRule", "vpc.SecurityGroupEgressRule"];

const image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.2.3";
const fn = { code: "examples/sample/functions/orders" };
const platform = {
    databases: {
        app: { engine: "aurora-postgresql", version: "16", minCapacity: 1, proxy: true },
        stock: { engine: "postgres", version: "16" },
    },
    caches: { sessions: {} },
    tables: { carts: { partitionKey: "id" } },
    queues: { jobs: {} },
};

async function graphOf(more: Readonly<Record<string, unknown>>): Promise<Graph> {
    const config = { ...minimal, ...platform, ...more };
    const named = Object.entries(config).map(([key, value]) => [`plumbline:${key}`, value]);
    return (await run("dev", Object.fromEntries(named) as Record<string, unknown>)).graph;
}

function many<T>(count: number, prefix: string, of: (at: number) => T): Record<string, T> {
    return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}${at}`, of(at)]));
}

/** Rules of the fullest group, in one direction. */
function fullest(graph: Graph): number {
    const counts = RULES.flatMap((kind) => {
        const groups = graph.all(kind).map(({ inputs }) => String(inputs["securityGroupId"]));
        return groups.map((group) => groups.filter((other) => other === group).length);
    });
    return Math.max(...counts);
}

/** Names of the shared groups. */
const callers = (graph: Graph): string[] =>
    graph.names("ec2.SecurityGroup").filter((name) => name.includes("-callers."));

describe("workloads that reach the same", () => {
    it("share a group: 300 functions on one database behind a proxy, and one cache", async function () {
        this.timeout(180_000);
        const tables = ["table/carts", "queue/jobs", "table/carts:read"];
        const graph = await graphOf({
            functions: many(300, "f", (at) => ({
                ...fn,
                uses: ["database/app", "cache/sessions", ...tables.slice(0, at % 4)],
            })),
        });
        assert.deepEqual(callers(graph), ["network-callers.cache-sessions.database-app"]);
        const groups = new Set(
            graph.all("lambda.Function").map(({ inputs }) => JSON.stringify(inputs["vpcConfig"])),
        );
        assert.equal(groups.size, 1, "network interfaces are made for each set of groups");
        assert.equal(graph.all("lambda.Function").length, 300);
        assert.ok(fullest(graph) <= 5, String(fullest(graph)));
        assert.ok(fullest(graph) <= RULES_OF_A_GROUP);
    });

    it("have one group for each set of targets, whatever their order, and none for what has no port", async () => {
        const graph = await graphOf({
            functions: {
                both: { ...fn, uses: ["database/app", "cache/sessions"] },
                turned: { ...fn, uses: ["cache/sessions", "table/carts", "database/app"] },
                one: { ...fn, uses: ["database/app"] },
                other: { ...fn, uses: ["database/stock"] },
                outside: { ...fn, uses: ["table/carts"] },
            },
        });
        assert.deepEqual(callers(graph), [
            "network-callers.cache-sessions.database-app",
            "network-callers.database-app",
            "network-callers.database-stock",
        ]);
        const groupsOf = (name: string) =>
            (graph.inputs("lambda.Function", name)["vpcConfig"] as { securityGroupIds: string[] } | undefined)
                ?.securityGroupIds;
        assert.deepEqual(groupsOf("both"), groupsOf("turned"));
        assert.notDeepEqual(groupsOf("one"), groupsOf("other"));
        assert.equal(groupsOf("outside"), undefined);
    });

    it("share it with services and servers, which have a group of their own for their callers", async () => {
        const graph = await graphOf({
            functions: { orders: { ...fn, uses: ["database/app"] } },
            services: many(3, "s", () => ({ image, uses: ["database/app"] })),
            servers: { tools: { uses: ["database/app"] } },
        });
        assert.deepEqual(callers(graph), ["network-callers.database-app"]);
        const shared = "securitygroup-network-callers.database-app";
        const network = graph.inputs("ecs.Service", "s1")["networkConfiguration"] as {
            securityGroups: string[];
        };
        assert.deepEqual(network.securityGroups, ["securitygroup-s1", shared]);
        const [nic] = graph.inputs("ec2.LaunchTemplate", "tools")["networkInterfaces"] as [
            { securityGroups: string[] },
        ];
        assert.deepEqual(nic.securityGroups, ["securitygroup-tools", shared]);
        assert.ok(fullest(graph) <= 5, String(fullest(graph)));
    });

    it("call a private service through one rule", async () => {
        const graph = await graphOf({
            services: { stock: { image }, ...many(3, "s", () => ({ image, uses: ["service/stock"] })) },
        });
        const into = graph
            .all("vpc.SecurityGroupIngressRule")
            .filter(({ inputs }) => inputs["securityGroupId"] === "securitygroup-stock");
        assert.deepEqual(
            into.map(({ inputs }) => inputs["referencedSecurityGroupId"]),
            ["securitygroup-network-callers.service-stock"],
        );
    });
});
