/** Databases and caches. */
import {
    DescribeCacheClustersCommand,
    DescribeReplicationGroupsCommand,
    ElastiCacheClient,
} from "@aws-sdk/client-elasticache";
import { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import { ofType, type Part, textOf } from "../parts/parts";
import { type Condition, gone, type Look, type Row } from "./row";

interface Found {
    readonly status: string;
    readonly engine: string;
    readonly version: string;
    readonly members?: number | undefined;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html, and of single instances. */
export const databases: Look = async (parts, { client }) => {
    const rds = new RDSClient(client);
    const placed = parts.map((part) => ({
        part,
        cluster: textOf(ofType(part, "aws:rds/cluster:Cluster")[0], "clusterIdentifier"),
        instance: textOf(ofType(part, "aws:rds/instance:Instance")[0], "identifier"),
    }));
    const clusters = placed.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster]));
    const instances = placed.flatMap(({ cluster, instance }) =>
        cluster !== undefined || instance === undefined ? [] : [instance],
    );
    const [foundClusters, foundInstances] = await Promise.all([
        clustersNamed(clusters, rds),
        instancesNamed(instances, rds),
    ]);
    return placed.map(({ part, cluster, instance }) =>
        rowOf(part, cluster === undefined ? foundInstances.get(instance ?? "") : foundClusters.get(cluster)),
    );
};

async function clustersNamed(names: readonly string[], rds: RDSClient): Promise<Map<string, Found>> {
    if (names.length === 0) return new Map();
    const Filters = [{ Name: "db-cluster-id", Values: [...names] }];
    const { DBClusters: found = [] } = await rds.send(new DescribeDBClustersCommand({ Filters }));
    return new Map(
        found.map((one) => [
            one.DBClusterIdentifier ?? "",
            {
                status: one.Status ?? "",
                engine: one.Engine ?? "",
                version: one.EngineVersion ?? "",
                members: one.DBClusterMembers?.length,
            },
        ]),
    );
}

async function instancesNamed(names: readonly string[], rds: RDSClient): Promise<Map<string, Found>> {
    if (names.length === 0) return new Map();
    const Filters = [{ Name: "db-instance-id", Values: [...names] }];
    const { DBInstances: found = [] } = await rds.send(new DescribeDBInstancesCommand({ Filters }));
    return new Map(
        found.map((one) => [
            one.DBInstanceIdentifier ?? "",
            {
                status: one.DBInstanceStatus ?? "",
                engine: one.Engine ?? "",
                version: one.EngineVersion ?? "",
            },
        ]),
    );
}

/** ElastiCache takes one name or none: all groups of the account come in one answer. Their versions are in those of the nodes. */
export const caches: Look = async (parts, { client }) => {
    const elastiCache = new ElastiCacheClient(client);
    const [{ ReplicationGroups: groups = [] }, { CacheClusters: nodes = [] }] = await Promise.all([
        elastiCache.send(new DescribeReplicationGroupsCommand({ MaxRecords: 100 })),
        elastiCache.send(new DescribeCacheClustersCommand({ MaxRecords: 100 })),
    ]);
    return parts.map((part) => {
        const id = textOf(
            ofType(part, "aws:elasticache/replicationGroup:ReplicationGroup")[0],
            "replicationGroupId",
        );
        const group = groups.find((one) => one.ReplicationGroupId === id);
        if (group === undefined) return gone(part.id);
        const node = nodes.find((one) => one.ReplicationGroupId === id);
        return rowOf(part, {
            status: group.Status ?? "",
            engine: group.Engine ?? node?.Engine ?? "",
            version: node?.EngineVersion ?? "",
            members: group.MemberClusters?.length,
        });
    });
};

function rowOf({ id }: Part, found: Found | undefined): Row {
    if (found === undefined) return gone(id);
    const { status, engine, version, members } = found;
    const size = members === undefined ? "" : `, ${members} ${members === 1 ? "member" : "members"}`;
    return {
        id,
        condition: conditionOf(status),
        runs: `${status}${size}`,
        version: `${engine} ${version}`.trim(),
        last: "",
        facts: { status, engine, engineVersion: version, ...(members === undefined ? {} : { members }) },
    };
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html: every other one is on the way somewhere. */
const BROKEN = /fail|incompatible|inaccessible|storage-full|insufficient|error|^deleted?$|^deleting$/;

function conditionOf(status: string): Condition {
    if (status === "available" || status === "storage-optimization") return "healthy";
    if (/^stop/.test(status)) return "idle";
    return BROKEN.test(status) ? "broken" : "changing";
}
