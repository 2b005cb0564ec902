import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

/** What every kind of database server is configured with. */
export interface SharedServerArgs {
    readonly databaseName: string;
    /** What its identifiers in AWS start with, which Pulumi does not name by itself. */
    readonly identifierPrefix: string;
    /** Refuse deletion. */
    readonly protect: boolean;
    readonly parameterGroup: {
        readonly family: string;
        readonly parameters: { readonly name: string; readonly value: string }[];
    };
    /** Arguments of a cluster, or of an instance that is no part of one. */
    readonly server: Pick<rds.ClusterArgs, SharedServerKey> & { readonly engine: string };
    /** Arguments of every instance, in a cluster or not. */
    readonly instance: Pick<rds.InstanceArgs, SharedInstanceKey>;
}

type SharedServerKey =
    | "engineVersion"
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
    | "port";

type SharedInstanceKey =
    | "publiclyAccessible"
    | "autoMinorVersionUpgrade"
    | "monitoringInterval"
    | "monitoringRoleArn"
    | "performanceInsightsEnabled"
    | "performanceInsightsKmsKeyId"
    | "performanceInsightsRetentionPeriod";

/** A server once it is made. */
export interface Server {
    readonly host: pulumi.Output<string>;
    /** ARN of the secret that RDS keeps the master password in. */
    readonly secretArn: pulumi.Output<string>;
}

/** Not one of the names that attackers try first (Security Hub RDS.24, RDS.25). */
export const MASTER_USER = "platform";

/** Times in UTC: backups before the maintenance that may need them. */
export const BACKUP_WINDOW = "02:00-03:00";
export const MAINTENANCE_WINDOW = "sun:03:30-sun:04:30";

/** Options of a server. AWS upgrades minor versions by itself; asking for the older one again would fail. */
export function serverOptions(
    { protect }: SharedServerArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
    return { ...options, protect, ignoreChanges: ["engineVersion"] };
}

/** ARN of the secret that RDS keeps the master password in. */
export function secretArnOf({ masterUserSecrets }: rds.Cluster | rds.Instance): pulumi.Output<string> {
    return masterUserSecrets.apply((secrets) => secrets[0]?.secretArn ?? "");
}
