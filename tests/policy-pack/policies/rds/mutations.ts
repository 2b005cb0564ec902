import type { Sent } from "../../support/engine";
import { idOf, type Mutation } from "../../mutations/mutation";
import { tags } from "../../mutations/tags";

const CLUSTER = { type: "aws:rds/cluster:Cluster" } as const;

/** There are twelve rules about clusters: half of them judge that of another stack, so that fewer previews do. */
const LOCAL = { stack: "local", ...CLUSTER } as const;

const MEMBER = { type: "aws:rds/clusterInstance:ClusterInstance", name: "app-writer" } as const;

const single: Sent = {
    type: "aws:rds/instance:Instance",
    name: "single",
    protect: true,
    props: {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 20,
        username: "platform",
        manageMasterUserPassword: true,
        port: 5433,
        multiAz: true,
        storageEncrypted: true,
        kmsKeyId: "arn:aws:kms:eu-west-1:333333333333:key/1",
        parameterGroupName: "single",
        backupRetentionPeriod: 35,
        copyTagsToSnapshot: true,
        deletionProtection: true,
        finalSnapshotIdentifier: "single-final",
        enabledCloudwatchLogsExports: ["postgresql"],
        iamDatabaseAuthenticationEnabled: true,
        monitoringInterval: 60,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: "arn:aws:kms:eu-west-1:333333333333:key/1",
        tags,
    },
};

const snapshot: Sent = {
    type: "aws:rds/snapshot:Snapshot",
    name: "before",
    props: {
        dbInstanceIdentifier: "single",
        dbSnapshotIdentifier: "before",
        sharedAccounts: ["222222222222"],
        tags,
    },
};

const audited: Sent = {
    type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    name: "audited",
    props: {
        family: "aurora-mysql8.0",
        parameters: [
            { name: "require_secure_transport", value: "ON" },
            { name: "server_audit_logging", value: "1" },
        ],
    },
};

export const rds: readonly Mutation[] = [
    { rule: "rds-admin-name", ...LOCAL, set: { masterUsername: "postgres" } },
    {
        rule: "rds-audit-log",
        type: audited.type,
        name: "audited",
        own: [audited],
        set: { "parameters.1.value": "0" },
    },
    { rule: "rds-backups", ...CLUSTER, set: { backupRetentionPeriod: 1 } },
    { rule: "rds-certificate", ...MEMBER, set: { caCertIdentifier: "rds-ca-2019" } },
    {
        rule: "rds-cluster-readers",
        stack: "local",
        type: MEMBER.type,
        name: "app-reader-1",
        remove: true,
    },
    { rule: "rds-copy-tags", ...LOCAL, set: { copyTagsToSnapshot: false } },
    { rule: "rds-customer-key", ...LOCAL, set: { kmsKeyId: undefined } },
    { rule: "rds-deletion-protection", ...CLUSTER, set: { deletionProtection: false } },
    { rule: "rds-encrypted", ...LOCAL, set: { storageEncrypted: false } },
    { rule: "rds-enhanced-monitoring", ...MEMBER, set: { monitoringInterval: 0 } },
    { rule: "rds-final-snapshot", ...CLUSTER, set: { skipFinalSnapshot: true } },
    { rule: "rds-iam-authentication", ...CLUSTER, set: { iamDatabaseAuthenticationEnabled: false } },
    { rule: "rds-logs", ...CLUSTER, set: { enabledCloudwatchLogsExports: [] } },
    {
        rule: "rds-managed-password",
        ...LOCAL,
        set: { manageMasterUserPassword: undefined, masterPassword: "hunter2" },
    },
    { rule: "rds-minor-upgrades", ...MEMBER, set: { autoMinorVersionUpgrade: false } },
    { rule: "rds-multi-az", type: single.type, own: [single], set: { multiAz: false } },
    { rule: "rds-not-public", ...MEMBER, set: { publiclyAccessible: true } },
    { rule: "rds-parameter-group", ...LOCAL, set: { dbClusterParameterGroupName: undefined } },
    { rule: "rds-performance-insights", ...MEMBER, set: { performanceInsightsEnabled: false } },
    { rule: "rds-port", ...CLUSTER, set: { port: 5432 } },
    {
        rule: "rds-private-subnets",
        type: "aws:rds/subnetGroup:SubnetGroup",
        set: { "subnetIds.0": idOf("aws:ec2/subnet:Subnet", "network-public-a") },
    },
    { rule: "rds-proxy-tls", type: "aws:rds/proxy:Proxy", set: { requireTls: false } },
    {
        rule: "rds-snapshots-not-public",
        // A kind of resource that no stack has is not in the price table either.
        also: ["cost-prices-known"],
        type: snapshot.type,
        own: [snapshot],
        set: { sharedAccounts: ["all"] },
    },
    {
        rule: "rds-tls",
        type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        set: { parameters: [{ name: "rds.force_ssl", value: "0" }] },
    },
];
