/** Types of the RDS rules, and their differences. */
import type { Subject } from "../../core/rule";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

/** A copy of another server, which has that one's settings. */
export function isReplica(server: Subject): boolean {
    return server.isSet("replicateSourceDb") || server.isSet("replicationSourceIdentifier");
}
