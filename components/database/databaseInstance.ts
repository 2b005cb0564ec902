import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import { MASTER_USER } from "../../model/databaseEngines";
import * as defaults from "../../model/defaults";
import { instanceOrigin } from "./databaseOrigin";
import {
    BACKUP_WINDOW,
    MAINTENANCE_WINDOW,
    parameterGroupOptions,
    secretArnOf,
    type Server,
    serverOptions,
    type SharedServerArgs,
} from "./databaseServer";

/** Arguments of a single RDS instance. */
export interface InstanceArgs {
    readonly engine: "postgres" | "mysql";
    /** @default "db.t4g.small" */
    readonly instanceClass?: string;
    /** gp3 storage at first, in GiB. @default 20 */
    readonly storageGib?: number;
    /** Storage it may grow to by itself, in GiB; as much as `storageGib`: it does not grow. @default 100 */
    readonly maxStorageGib?: number;
    /** A standby in another zone. @default true */
    readonly multiAz?: boolean;
}

/** RDS refuses a limit that is not above what there is: without one, the storage does not grow. */
function storage({
    storageGib = defaults.database.storageGib,
    maxStorageGib = defaults.database.maxStorageGib,
}: InstanceArgs): Pick<rds.InstanceArgs, "allocatedStorage" | "maxAllocatedStorage"> {
    const allocatedStorage = storageGib;
    return maxStorageGib > storageGib
        ? { allocatedStorage, maxAllocatedStorage: maxStorageGib }
        : { allocatedStorage };
}

/** A single instance, with a standby in another zone unless that is declined. */
export function createDatabaseInstance(
    name: string,
    args: InstanceArgs,
    shared: SharedServerArgs,
    options: pulumi.CustomResourceOptions,
): Server {
    const parameterGroup = new rds.ParameterGroup(
        name,
        shared.parameterGroup,
        parameterGroupOptions(shared.upgrade, options),
    );
    const instance = new rds.Instance(
        name,
        {
            ...shared.server,
            ...shared.instance,
            identifier: shared.identifier,
            ...(shared.from
                ? instanceOrigin(shared.from)
                : { dbName: shared.databaseName, username: MASTER_USER }),
            parameterGroupName: parameterGroup.name,
            backupWindow: BACKUP_WINDOW,
            maintenanceWindow: MAINTENANCE_WINDOW,
            instanceClass: args.instanceClass ?? defaults.database.instanceClass,
            storageType: "gp3",
            ...storage(args),
            multiAz: args.multiAz ?? true,
            caCertIdentifier: "rds-ca-rsa2048-g1",
        },
        serverOptions("instance", shared, options),
    );
    return {
        host: instance.address,
        arn: instance.arn,
        resourceId: instance.resourceId,
        secretArn: secretArnOf(instance),
        instanceIdentifier: instance.identifier,
        ready: [instance],
    };
}
