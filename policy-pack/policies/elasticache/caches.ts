import type { Subject } from "../../core/rule";

/** A copy of a group in another region, which has the engine and the encryption of that one: AWS takes no others. */
export function isSecondary(cache: Subject): boolean {
    return cache.isSet("globalReplicationGroupId");
}

/** A node that belongs to a replication group, which has the settings. */
export function isMember(cache: Subject): boolean {
    return cache.isSet("replicationGroupId") && cache.type === "aws:elasticache/cluster:Cluster";
}
