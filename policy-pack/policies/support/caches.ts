import type { Subject } from "../../core/rule";

/** A node that belongs to a replication group, which has the settings. */
export function isMember(cache: Subject): boolean {
    return cache.isSet("replicationGroupId") && cache.type === "aws:elasticache/cluster:Cluster";
}
