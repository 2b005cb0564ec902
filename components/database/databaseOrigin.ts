import type * as rds from "@pulumi/aws/rds";

/** The data that a server is made with: a snapshot, or another server at a time. One of the two. */
export interface DatabaseOrigin {
    /** Identifier or ARN of a snapshot. */
    readonly snapshot?: string | undefined;
    readonly pointInTime?:
        | {
              /** Identifier of a cluster or an instance in the same account and region. */
              readonly source: string;
              /** ISO 8601 with a zone, or `latest`. */
              readonly at: string;
          }
        | undefined;
}

/**
 * What the data has decided, and what the provider would replace a server for: its master user, the database that is in it
 * from the start, and the key of an instance, which is that of its snapshot.
 */
const OF_DATA = {
    cluster: ["masterUsername", "databaseName"],
    instance: ["username", "dbName", "kmsKeyId", "storageEncrypted"],
};

/** Properties of which a change would replace the server, and its data with it: where the data came from counts once. */
export function ignoredOrigin(kind: "cluster" | "instance"): string[] {
    return ["snapshotIdentifier", "restoreToPointInTime", ...OF_DATA[kind]];
}

/** Arguments of a cluster that is made from data that is there. */
export function clusterOrigin({
    snapshot,
    pointInTime,
}: DatabaseOrigin): Pick<rds.ClusterArgs, "snapshotIdentifier" | "restoreToPointInTime"> {
    if (pointInTime === undefined) return snapshot === undefined ? {} : { snapshotIdentifier: snapshot };
    const { source, at } = pointInTime;
    return {
        restoreToPointInTime: {
            sourceClusterIdentifier: source,
            ...(at === "latest" ? { useLatestRestorableTime: true } : { restoreToTime: inUtc(at) }),
        },
    };
}

/** The same of an instance. */
export function instanceOrigin({
    snapshot,
    pointInTime,
}: DatabaseOrigin): Pick<rds.InstanceArgs, "snapshotIdentifier" | "restoreToPointInTime"> {
    if (pointInTime === undefined) return snapshot === undefined ? {} : { snapshotIdentifier: snapshot };
    const { source, at } = pointInTime;
    return {
        restoreToPointInTime: {
            sourceDbInstanceIdentifier: source,
            ...(at === "latest" ? { useLatestRestorableTime: true } : { restoreTime: inUtc(at) }),
        },
    };
}

/** RDS takes UTC, in whole seconds. */
function inUtc(at: string): string {
    return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
