/** A database that is made from data that is there. */
import assert from "node:assert/strict";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { base, KEY, logs, vpc } from "../../support/fixtures";
import type { Graph } from "../../support/graph";
import { record } from "../../support/recorder";

const common = { ...base, vpc, keyArn: KEY, logs };
const KINDS = {
    cluster: {
        args: { ...common, engine: "aurora-postgresql", version: "17" },
        server: "rds.Cluster",
        source: "sourceClusterIdentifier",
        time: "restoreToTime",
        name: "databaseName",
        user: "masterUsername",
        kept: [],
    },
    instance: {
        args: { ...common, engine: "postgres", version: "17" },
        server: "rds.Instance",
        source: "sourceDbInstanceIdentifier",
        time: "restoreTime",
        name: "dbName",
        user: "username",
        kept: ["kmsKeyId", "storageEncrypted"],
    },
} as const;

const database = async (args: DatabaseArgs): Promise<Graph> =>
    (await record(() => new Database("app", args))).graph;

for (const [kind, { args, server, source, time, name, user, kept }] of Object.entries(KINDS)) {
    describe(`the origin of a database: ${kind}`, () => {
        const from = async (origin: DatabaseArgs["from"]) =>
            (await database({ ...args, from: origin })).inputs(server);

        it("is a snapshot, which decides about version, database and user", async () => {
            const inputs = await from({ snapshot: "before-release" });
            assert.equal(inputs["snapshotIdentifier"], "before-release");
            for (const key of ["engineVersion", name, user, "restoreToPointInTime"]) {
                assert.ok(!(key in inputs), key);
            }
            assert.partialDeepStrictEqual(inputs, {
                engine: args.engine,
                manageMasterUserPassword: true,
                storageEncrypted: true,
                deletionProtection: true,
            });
        });

        it("is another server at a time, in UTC, or at its latest", async () => {
            const at = "2026-03-01T10:30:00+01:00";
            assert.deepEqual(
                (await from({ pointInTime: { source: "shop-prod-app", at } }))["restoreToPointInTime"],
                {
                    [source]: "shop-prod-app",
                    [time]: "2026-03-01T09:30:00Z",
                },
            );
            const latest = await from({ pointInTime: { source: "shop-prod-app", at: "latest" } });
            assert.deepEqual(latest["restoreToPointInTime"], {
                [source]: "shop-prod-app",
                useLatestRestorableTime: true,
            });
            assert.ok(!(user in latest));
        });

        it("replaces no server: not when it comes, changes or goes, nor by whose the data was", async () => {
            for (const origin of [undefined, { snapshot: "before-release" }]) {
                const { ignoreChanges } = (await database({ ...args, from: origin })).one(server);
                for (const key of ["snapshotIdentifier", "restoreToPointInTime", user, ...kept]) {
                    assert.ok(ignoreChanges.includes(key), key);
                }
            }
            const { ignoreChanges } = (await database({ ...args, from: { snapshot: "x" } })).one(server);
            assert.ok(ignoreChanges.includes(name));
        });

        it("leaves an upgrade possible", async () => {
            const graph = await database({ ...args, from: { snapshot: "x" }, upgrade: true });
            assert.equal(graph.inputs(server)["engineVersion"], "17");
            assert.ok(!graph.one(server).ignoreChanges.includes("engineVersion"));
        });
    });
}
