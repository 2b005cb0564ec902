import * as defaults from "../../model/defaults";
import { type AuroraArgs, instanceRoles } from "./auroraCluster";
import { isInstance } from "./databaseMetrics";
import { type Delegation, minorsOf } from "../../model/delegation";
import type { InstanceArgs } from "./databaseInstance";

/** AWS upgrades the minor versions of a database, and Aurora adds readers under load. */
export function databaseDelegations(
    name: string,
    args: { readonly version: string } & (AuroraArgs | InstanceArgs),
): Delegation[] {
    const upgraded = {
        path: "engineVersion",
        band: minorsOf(args.version),
        by: "automatic upgrades of minor versions",
    };
    if (isInstance(args)) return [{ type: "aws:rds/instance:Instance", name, ...upgraded }];
    const { readers = defaults.database.readers, maxReaders = readers } = args;
    const cluster = { type: "aws:rds/cluster:Cluster", name };
    return [
        { ...cluster, ...upgraded },
        ...instanceRoles(readers).map((role) => ({
            type: "aws:rds/clusterInstance:ClusterInstance",
            name: `${name}-${role}`,
            ...upgraded,
        })),
        ...(maxReaders > readers
            ? [
                  {
                      ...cluster,
                      path: "clusterMembers",
                      band: { anything: true } as const,
                      by: "auto scaling of readers",
                  },
              ]
            : []),
    ];
}
