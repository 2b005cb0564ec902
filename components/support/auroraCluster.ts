import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import {
    BACKUP_WINDOW,
    MAINTENANCE_WINDOW,
    MASTER_USER,
    secretArnOf,
    type Server,
    serverOptions,
    type SharedServerArgs,
} from "./databaseServer";

/** Arguments of an Aurora Serverless v2 cluster. */
export interface AuroraArgs {
    readonly engine: "aurora-postgresql" | "aurora-mysql";
    /** Aurora capacity units at rest, in halves; 0 pauses an idle database. @default 0.5 */
    readonly minCapacity?: number;
    /** Aurora capacity units at most, 1 to 256. @default 4 */
    readonly maxCapacity?: number;
    /** Read replicas, in other zones than the writer. @default 0 */
    readonly readers?: number;
}

/** An idle database pauses after an hour, so that a coffee break does not pause it. */
const AUTO_PAUSE_SECONDS = 3600;

/** A cluster of one writer and any number of readers. */
export function createAuroraCluster(
    name: string,
    { engine, minCapacity = 0.5, maxCapacity = 4, readers = 0 }: AuroraArgs,
    shared: SharedServerArgs,
    options: pulumi.CustomResourceOptions,
): Server {
    const parameterGroup = new rds.ClusterParameterGroup(name, shared.parameterGroup, options);
    const cluster = new rds.Cluster(
        name,
        {
            ...shared.server,
            clusterIdentifierPrefix: shared.identifierPrefix,
            databaseName: shared.databaseName,
            masterUsername: MASTER_USER,
            dbClusterParameterGroupName: parameterGroup.name,
            preferredBackupWindow: BACKUP_WINDOW,
            preferredMaintenanceWindow: MAINTENANCE_WINDOW,
            serverlessv2ScalingConfiguration: {
                minCapacity,
                maxCapacity,
                ...(minCapacity === 0 ? { secondsUntilAutoPause: AUTO_PAUSE_SECONDS } : {}),
            },
        },
        serverOptions(shared, options),
    );
    const roles = ["writer", ...Array.from({ length: readers }, (_, index) => `reader-${index + 1}`)];
    for (const role of roles) {
        new rds.ClusterInstance(
            `${name}-${role}`,
            {
                ...shared.instance,
                clusterIdentifier: cluster.id,
                identifierPrefix: `${shared.identifierPrefix}${role}-`,
                engine,
                instanceClass: "db.serverless",
                copyTagsToSnapshot: true,
            },
            options,
        );
    }
    return { host: cluster.endpoint, secretArn: secretArnOf(cluster) };
}
