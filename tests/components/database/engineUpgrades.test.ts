/** A version changes only through the configuration. */
import assert from "node:assert/strict";

import { Cache, type CacheArgs } from "../../../components/cache/cache";
import { Database, type DatabaseArgs } from "../../../components/database/database";
import type { Graph } from "../../support/graph";
import { base, KEY, logs, vpc } from "../../support/fixtures";
import { record } from "../../support/recorder";

const common = { ...base, vpc, keyArn: KEY, logs };
const engines = {
    cluster: {
        args: { ...common, engine: "aurora-postgresql", version: "17" },
        server: "rds.Cluster",
        group: "rds.ClusterParameterGroup",
    },
    instance: {
        args: { ...common, engine: "postgres", version: "17" },
        server: "rds.Instance",
        group: "rds.ParameterGroup",
    },
} as const;

const database = async (args: DatabaseArgs): Promise<Graph> =>
    (await record(() => new Database("app", args))).graph;
const cache = async (more: Partial<CacheArgs> = {}): Promise<Graph> =>
    (
        await record(
            () => new Cache("sessions", { accountId: base.accountId, vpc, keyArn: KEY, logs, ...more }),
        )
    ).graph;

for (const [name, { args, server, group }] of Object.entries(engines)) {
    describe(`another version of a database: ${name}`, () => {
        it("changes nothing by itself: neither the engine nor the family, which only go together", async () => {
            const graph = await database(args);
            assert.ok(graph.one(server).ignoreChanges.includes("engineVersion"));
            assert.deepEqual(graph.one(group).ignoreChanges, ["family"]);
            assert.equal(graph.inputs(server)["allowMajorVersionUpgrade"], undefined);
            assert.equal(graph.inputs(server)["applyImmediately"], false);
        });

        it("changes by an upgrade, with its parameter group, at once", async () => {
            const graph = await database({ ...args, upgrade: true });
            assert.ok(!graph.one(server).ignoreChanges.includes("engineVersion"));
            assert.deepEqual(graph.one(group).ignoreChanges, []);
            assert.match(String(graph.inputs(group)["family"]), /postgres(ql)?17$/);
            assert.partialDeepStrictEqual(graph.inputs(server), {
                engineVersion: "17",
                allowMajorVersionUpgrade: true,
                applyImmediately: true,
                deletionProtection: true,
            });
            assert.equal(graph.one(server).protect, true);
        });
    });
}

describe("another version of a cache", () => {
    const GROUP = "elasticache.ReplicationGroup";

    it("keeps AWS's own minor version", async () => {
        const graph = await cache();
        assert.deepEqual(graph.one(GROUP).ignoreChanges, ["engineVersion"]);
        assert.deepEqual(graph.one("elasticache.ParameterGroup").ignoreChanges, ["family"]);
        assert.equal(graph.inputs(GROUP)["applyImmediately"], false);
    });

    it("is no drift within the major version", async () => {
        const delegations = async (more: Partial<CacheArgs>): Promise<unknown> =>
            (await cache(more)).one("Cache").outputs?.["delegations"];
        const delegation = {
            type: "aws:elasticache/replicationGroup:ReplicationGroup",
            name: "sessions",
            path: "engineVersion",
            by: "automatic upgrades of minor versions",
        };
        assert.deepEqual(await delegations({}), [{ ...delegation, band: { atLeast: "8.1", below: "9" } }]);
        assert.deepEqual(await delegations({ engine: "redis", version: "6.2" }), [
            { ...delegation, band: { atLeast: "6.2", below: "7" } },
        ]);
    });

    it("changes by an upgrade, with its parameter group, at once", async () => {
        const graph = await cache({ version: "9.0", upgrade: true });
        assert.deepEqual(graph.one(GROUP).ignoreChanges, []);
        assert.deepEqual(graph.one("elasticache.ParameterGroup").ignoreChanges, []);
        assert.equal(graph.inputs("elasticache.ParameterGroup")["family"], "valkey9");
        assert.partialDeepStrictEqual(graph.inputs(GROUP), { engineVersion: "9.0", applyImmediately: true });
        assert.equal(graph.one(GROUP).protect, true);
    });
});
