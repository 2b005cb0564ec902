import { stackRule } from "../../../core/rule";
import { CLUSTER, CLUSTER_INSTANCE } from "../databases";

export const rdsClusterReaders = stackRule({
    name: "rds-cluster-readers",
    title: "Clusters have a reader for failover",
    description:
        "Without a reader, Aurora starts a new instance when the writer fails: minutes instead of seconds.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["RDS.15"] },
    remediation: "Add a ClusterInstance to the cluster.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-15",
    settings: {
        members: { type: "integer", minimum: 1, default: 2, description: "Minimum number of instances." },
    },
    check(stack, settings) {
        for (const cluster of stack.all(CLUSTER)) {
            // Those that are no Aurora have two standbys by themselves.
            if (
                !cluster.isUnknown("dbClusterInstanceClass") &&
                cluster.string("dbClusterInstanceClass", "") !== ""
            )
                continue;
            const members = stack.referring(CLUSTER_INSTANCE, "clusterIdentifier", cluster).length;
            const minimum = settings.number("members");
            if (members < minimum)
                cluster.fail("clusterIdentifier", `is that of fewer than ${minimum} instances`);
        }
    },
});
