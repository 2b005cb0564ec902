import type { Reader } from "../properties";
import { exactly, hoursOf } from "../ranges";
import { read } from "../stack";
import { type CostResource, type Line, Undetermined } from "../types";
import type { Context, Estimators } from "../estimator";

/** Engines with the same price. */
const PRICED_AS: Readonly<Record<string, string>> = { redis: "redis", memcached: "redis", valkey: "valkey" };

export const elastiCache: Estimators = {
    "aws:elasticache/replicationGroup:ReplicationGroup": (resource, context) => {
        return [nodesOf(resource, nodesIn(read(resource))), ...snapshots(resource, context)];
    },
    "aws:elasticache/cluster:Cluster": (resource, context) =>
        // A node of a replication group is paid for with its group.
        read(resource).has("replicationGroupId")
            ? []
            : [
                  nodesOf(resource, read(resource).number("numCacheNodes") ?? 1),
                  ...snapshots(resource, context),
              ],
    "aws:elasticache/serverlessCache:ServerlessCache": () => {
        throw new Undetermined("the price table has no serverless caches");
    },
};

/** The nodes of a replication group. */
export function nodesIn(group: Reader): number {
    const shards = group.number("numNodeGroups");
    return shards === undefined || group.has("numCacheClusters")
        ? (group.number("numCacheClusters") ?? 1)
        : shards * (1 + (group.number("replicasPerNodeGroup") ?? 0));
}

function nodesOf(resource: CostResource, nodes: number): Line {
    const group = read(resource);
    const [engine, nodeType] = [group.text("engine") ?? "redis", group.needText("nodeType")];
    return {
        what: `${nodes === 1 ? "node" : `${nodes} nodes`} ${nodeType}, ${engine}`,
        price: `elasticache/${nodeType}.${PRICED_AS[engine] ?? engine}`,
        quantity: hoursOf(exactly(nodes)),
    };
}

function snapshots(resource: CostResource, { assumptions }: Context): Line[] {
    return (read(resource).number("snapshotRetentionLimit") ?? 0) > 0
        ? [
              {
                  what: "snapshots",
                  price: "elasticache/snapshot",
                  quantity: assumptions.snapshotGb,
                  assumptions: ["snapshotGb"],
              },
          ]
        : [];
}
