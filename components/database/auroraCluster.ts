import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import { MASTER_USER } from "../../model/databaseEngines";
import * as defaults from "../../model/defaults";
import { clusterOrigin } from "./databaseOrigin";
import { scaleReaders } from "./databaseReaders";
import {
    BACKUP_WINDOW,
    MAINTENANCE_WINDOW,
    parameterGroupOptions,
    secretArnOf,
    type Server,
    serverOptions,
    type SharedServerArgs,
} from "./databaseServer";

/** Arguments of an Aurora cluster: Serverless v2 unless it is given an instance class. */
export interface AuroraArgs {
    readonly engine: "aurora-postgresql" | "aurora-mysql";
    /** Aurora capacity units at rest, in halves; 0 pauses an idle database. @default 0.5 */
    readonly minCapacity?: number;
    /** Aurora capacity units at most, 1 to 256. @default 4 */
    readonly maxCapacity?: number;
    /** Class of provisioned instances, such as `db.r7g.large`. @default "db.serverless", which scales by capacity units */
    readonly instanceClass?: string | undefined;
    /** Read replicas, in other zones than the writer. @default 0 */
    readonly readers?: number;
    /** Read replicas that the cluster may grow to under load, at most 15. @default as many as `readers`: no growth */
    readonly maxReaders?: number | undefined;
    /** SQL over HTTPS, for workloads outside the network. @default false */
    readonly dataApi?: boolean;
}

/** An idle database pauses after an hour, so that a coffee break does not pause it. */
const AUTO_PAUSE_SECONDS = 3600;

export const SERVERLESS = "db.serverless";

/** A cluster of one writer and any number of readers. */
export function createAuroraCluster(
    name: string,
    args: AuroraArgs,
    shared: SharedServerArgs,
    options: pulumi.CustomResourceOptions,
): Server {
    const {
        engine,
        instanceClass = SERVERLESS,
        readers = defaults.database.readers,
        maxReaders = readers,
    } = args;
    const parameterGroup = new rds.ClusterParameterGroup(
        name,
        shared.parameterGroup,
        parameterGroupOptions(shared.upgrade, options),
    );
    const cluster = new rds.Cluster(
        name,
        {
            ...shared.server,
            clusterIdentifier: shared.identifier,
            ...(shared.from
                ? clusterOrigin(shared.from)
                : { databaseName: shared.databaseName, masterUsername: MASTER_USER }),
            dbClusterParameterGroupName: parameterGroup.name,
            preferredBackupWindow: BACKUP_WINDOW,
            preferredMaintenanceWindow: MAINTENANCE_WINDOW,
            enableHttpEndpoint: args.dataApi ?? false,
            ...(instanceClass === SERVERLESS ? { serverlessv2ScalingConfiguration: capacity(args) } : {}),
        },
        serverOptions("cluster", shared, options),
    );
    const instances = instanceRoles(readers).map(
        (role) =>
            new rds.ClusterInstance(
                `${name}-${role}`,
                {
                    ...shared.instance,
                    clusterIdentifier: cluster.id,
                    identifier: `${shared.identifier}-${role}`,
                    engine,
                    instanceClass,
                    copyTagsToSnapshot: true,
                    preferredMaintenanceWindow: MAINTENANCE_WINDOW,
                },
                { ...options, deleteBeforeReplace: true },
            ),
    );
    if (maxReaders > readers) {
        scaleReaders(
            name,
            { clusterIdentifier: cluster.id, minReaders: readers, maxReaders },
            { ...options, dependsOn: instances },
        );
    }
    return {
        host: cluster.endpoint,
        ...(readers > 0 ? { readerHost: cluster.readerEndpoint } : {}),
        arn: cluster.arn,
        resourceId: cluster.clusterResourceId,
        secretArn: secretArnOf(cluster),
        clusterIdentifier: cluster.id,
        ready: instances,
    };
}

/** Prefix of the instances' names. */
export function instanceRoles(readers: number): string[] {
    return ["writer", ...Array.from({ length: readers }, (_, index) => `reader-${index + 1}`)];
}

function capacity({
    minCapacity = defaults.database.minCapacity,
    maxCapacity = defaults.database.maxCapacity,
}: AuroraArgs) {
    return {
        minCapacity,
        maxCapacity,
        ...(minCapacity === 0 ? { secondsUntilAutoPause: AUTO_PAUSE_SECONDS } : {}),
    };
}
