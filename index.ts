/** The Pulumi program: the platform that the stack's configuration describes. Its exports are the stack's outputs. */
import { loadSettings } from "./config";
import { platform } from "./platform";

export const {
    network,
    /** ARN of the KMS key of all data. */
    encryptionKeyArn,
    /** Name servers for the delegation in the parent zone; empty without a domain. */
    nameServers,
    /** ARNs of the roles that workflows assume. */
    deliveryRoleArns,
    dashboardUrl,
    /** ARN of the composite alarm over every alarm of the stack. */
    healthAlarmArn,
    buckets,
    queues,
    secrets,
    databases,
    caches,
    tables,
    backupVaults,
    directoryIds,
    functionVersions,
    apis,
    repositories,
    services,
    servers,
    sites,
} = platform(loadSettings());
