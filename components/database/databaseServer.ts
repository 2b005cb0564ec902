import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { type DatabaseOrigin, ignoredOrigin } from "./databaseOrigin";

/** Arguments that every kind of database server shares. */
export interface SharedServerArgs {
    readonly databaseName: string;
    /** Its identifier in AWS: known beforehand, because its log groups are named after it. */
    readonly identifier: string;
    /** Refuse deletion. */
    readonly protect: boolean;
    /** Whether this deployment brings another engine version. */
    readonly upgrade: boolean;
    /** The data that it is made with. @default none */
    readonly from: DatabaseOrigin | undefined;
    readonly parameterGroup: {
        readonly family: string;
        readonly parameters: {
            readonly name: string;
            readonly value: string;
            readonly applyMethod: string;
        }[];
    };
    /** Arguments of a cluster, or of an instance that is no part of one. */
    readonly server: Pick<rds.ClusterArgs, SharedServerKey> & { readonly engine: string };
    /** Arguments of every instance, in a cluster or not. */
    readonly instance: Pick<rds.InstanceArgs, SharedInstanceKey>;
    /** Resources that the server depends on. */
    readonly dependsOn: pulumi.Resource[];
}

type SharedServerKey =
    | "engineVersion"
    | "allowMajorVersionUpgrade"
    | "dbSubnetGroupName"
    | "vpcSecurityGroupIds"
    | "manageMasterUserPassword"
    | "masterUserSecretKmsKeyId"
    | "storageEncrypted"
    | "kmsKeyId"
    | "iamDatabaseAuthenticationEnabled"
    | "backupRetentionPeriod"
    | "copyTagsToSnapshot"
    | "deletionProtection"
    | "skipFinalSnapshot"
    | "finalSnapshotIdentifier"
    | "enabledCloudwatchLogsExports"
    | "port"
    | "applyImmediately"
    | "tags";

type SharedInstanceKey =
    | "publiclyAccessible"
    | "autoMinorVersionUpgrade"
    | "monitoringInterval"
    | "monitoringRoleArn"
    | "performanceInsightsEnabled"
    | "performanceInsightsKmsKeyId"
    | "performanceInsightsRetentionPeriod"
    | "applyImmediately";

/** A server once it is made. */
export interface Server {
    readonly host: pulumi.Output<string>;
    /** Leads to the readers. @default there are none */
    readonly readerHost?: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    /** Resource id in the ARN of `rds-db:connect`: unlike the identifier AWS never uses it again. */
    readonly resourceId: pulumi.Output<string>;
    /** ARN of the secret that RDS keeps the master password in. */
    readonly secretArn: pulumi.Output<string>;
    /** By which CloudWatch and RDS Proxy know it: one of the two. */
    readonly clusterIdentifier?: pulumi.Output<string>;
    readonly instanceIdentifier?: pulumi.Output<string>;
    /** Resources that exist once the server can be reached. */
    readonly ready: pulumi.Resource[];
}

export const MASTER_USER = defaults.database.masterUser;

/** Times in UTC: backups before the maintenance that may need them. */
export const BACKUP_WINDOW = "02:00-03:00";
export const MAINTENANCE_WINDOW = "sun:03:30-sun:04:30";

/** RDS takes 63 characters, of which the readers' names need 10: `-reader-15`. */
export const MAX_IDENTIFIER = 53;

/** The identifier of a server in AWS: project, stack and name, in the letters that RDS allows. */
export function serverIdentifier(project: string, stack: string, name: string): string {
    return `${project}-${stack}-${name}`
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^[^a-z]+|-$/g, "");
}

/**
 * Options of a server. AWS upgrades minor versions by itself; asking for the older one again would fail. So the version
 * counts when the server is made, and when an upgrade is asked for.
 */
export function serverOptions(
    kind: "cluster" | "instance",
    { protect, dependsOn, upgrade }: SharedServerArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
    return {
        ...options,
        protect,
        dependsOn,
        ignoreChanges: [...(upgrade ? [] : ["engineVersion"]), ...ignoredOrigin(kind)],
        // Two servers can't have the same identifier, so the old one has to go first.
        deleteBeforeReplace: true,
    };
}

/**
 * Options of a parameter group. Its family follows the version, and AWS gives a server no group of another major
 * version than its own: the group changes in the upgrade, in one request with the version, or not at all.
 */
export function parameterGroupOptions(
    upgrade: boolean,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
    return upgrade ? options : { ...options, ignoreChanges: ["family"] };
}

/** ARN of the secret that RDS keeps the master password in. */
export function secretArnOf({ masterUserSecrets }: rds.Cluster | rds.Instance): pulumi.Output<string> {
    return masterUserSecrets.apply((secrets) => secrets[0]?.secretArn ?? "");
}
