import assert from "node:assert/strict";

import { isLeaving, isPartial } from "../../../operations/destroy/leaving";
import { grownClusters, type Readers, scaleIn } from "../../../operations/destroy/scaleIn";
import type { Resource } from "../../../operations/state/resource";
import { minimal, settingsOf } from "../../config/fixtures";

const resource = (type: string, id: string, outputs: Record<string, unknown> = {}): Resource => ({
    urn: `urn:pulumi:prod::plumbline::${type}::${id}`,
    type,
    id,
    outputs,
});
const ADDED = "application-autoscaling-1b2c";
const state = [
    resource("aws:rds/cluster:Cluster", "app"),
    resource("aws:rds/clusterInstance:ClusterInstance", "app-writer"),
    resource("aws:appautoscaling/target:Target", "app-readers", { resourceId: "cluster:app" }),
    resource("aws:rds/cluster:Cluster", "fixed"),
];

/** An account with these readers, of which each needs as many looks to go as are given. */
function account(instances: Record<string, string[]>, looks = 1) {
    const calls: string[] = [];
    const going = new Map<string, number>();
    const readers: Readers = {
        of: async (cluster) => {
            for (const [id, left] of going) going.set(id, left - 1);
            return Promise.resolve((instances[cluster] ?? []).filter((id) => (going.get(id) ?? 1) > 0));
        },
        remove: async (id) => Promise.resolve(calls.push(`remove ${id}`) && going.set(id, looks)),
        stopScaling: async (id) => Promise.resolve(calls.push(`stop ${id}`)),
    };
    return { readers, calls };
}

describe("readers that scaling has added", () => {
    it("are found in clusters that scale: those that the state does not know, and no others", async () => {
        const { readers } = account({
            app: ["app-writer", ADDED, "made-by-hand"],
            fixed: ["application-autoscaling-of-somebody"],
        });
        assert.deepEqual(await grownClusters(state, readers), [
            { cluster: "app", resourceId: "cluster:app", added: [ADDED] },
        ]);
    });

    it("are deleted once scaling has ended, and waited for", async () => {
        const { readers, calls } = account({ app: ["app-writer", ADDED] }, 3);
        await scaleIn(await grownClusters(state, readers), readers, { interval: 1, limit: 1000 });
        assert.deepEqual(calls, ["stop cluster:app", `remove ${ADDED}`]);
        assert.deepEqual(await grownClusters(state, readers), []);
    });

    it("that stay are an error that names them", async () => {
        const { readers } = account({ app: [ADDED] }, 1000);
        await assert.rejects(
            scaleIn(await grownClusters(state, readers), readers, { interval: 1, limit: 5 }),
            {
                name: "Failure",
                message: /still there: application-autoscaling-1b2c\. Nothing else was deleted/,
            },
        );
    });

    it("are found before an update too, in clusters that it deletes", async () => {
        const { readers } = account({ app: ["app-writer", ADDED] });
        const grown = async (databases: Record<string, unknown>) => {
            const settings = settingsOf({ ...minimal, databases });
            return (await grownClusters(state, readers, (one) => isLeaving(one, settings.databases))).length;
        };
        const aurora = { engine: "aurora-postgresql", version: "16" };
        assert.equal(await grown({ app: aurora }), 0);
        assert.equal(await grown({ orders: aurora }), 1);
        assert.equal(await grown({ app: { engine: "postgres", version: "17" } }), 1);
        assert.ok(!isLeaving({ ...state[0]!, protect: true }, {}));
    });

    it("stay where Pulumi refuses to destroy the stack, or destroys a part of it", () => {
        assert.ok(!isPartial(state, ["--show-replacement-steps"]));
        assert.ok(isPartial([...state, { ...state[0]!, protect: true }], []));
        for (const option of ["--target", "--target=urn", "-t", "--preview-only", "--exclude-protected"]) {
            assert.ok(isPartial(state, [option]), option);
        }
    });
});
