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

/** What the data decides: RDS takes neither from a request to restore it, and would replace a server for another value. */
const OF_DATA = { cluster: ["databaseName"], instance: ["dbName", "kmsKeyId", "storageEncrypted"] };

/**
 * Properties of which a change would replace the server, and its data with it: where the data came from counts once,
 * and whose it was is in there.
 */
export function ignoredOrigin(kind: "cluster" | "instance", from: DatabaseOrigin | undefined): string[] {
    return [
        "snapshotIdentifier",
        "restoreToPointInTime",
        kind === "cluster" ? "masterUsername" : "username",
        ...(from === undefined ? [] : OF_DATA[kind]),
    ];
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
