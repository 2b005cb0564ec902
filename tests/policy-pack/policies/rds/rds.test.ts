import { rdsAdminName } from "../../../../policy-pack/policies/rds/security/adminName";
import { rdsAuditLog } from "../../../../policy-pack/policies/rds/monitoring/auditLog";
import { rdsBackups } from "../../../../policy-pack/policies/rds/availability/backups";
import { rdsCertificate } from "../../../../policy-pack/policies/rds/security/certificate";
import { rdsClusterReaders } from "../../../../policy-pack/policies/rds/availability/clusterReaders";
import { rdsCopyTags } from "../../../../policy-pack/policies/rds/availability/copyTags";
import { rdsCustomerKey } from "../../../../policy-pack/policies/rds/security/customerKey";
import { rdsDeletionProtection } from "../../../../policy-pack/policies/rds/availability/deletionProtection";
import { rdsEncrypted } from "../../../../policy-pack/policies/rds/security/encrypted";
import { rdsEnhancedMonitoring } from "../../../../policy-pack/policies/rds/monitoring/enhancedMonitoring";
import { rdsFinalSnapshot } from "../../../../policy-pack/policies/rds/availability/finalSnapshot";
import { rdsIamAuthentication } from "../../../../policy-pack/policies/rds/security/iamAuthentication";
import { rdsLogs } from "../../../../policy-pack/policies/rds/monitoring/logs";
import { rdsManagedPassword } from "../../../../policy-pack/policies/rds/security/managedPassword";
import { rdsMinorUpgrades } from "../../../../policy-pack/policies/rds/availability/minorUpgrades";
import { rdsMultiAz } from "../../../../policy-pack/policies/rds/availability/multiAz";
import { rdsNotPublic } from "../../../../policy-pack/policies/rds/security/notPublic";
import { rdsParameterGroup } from "../../../../policy-pack/policies/rds/availability/parameterGroup";
import { rdsPerformanceInsights } from "../../../../policy-pack/policies/rds/monitoring/performanceInsights";
import { rdsPort } from "../../../../policy-pack/policies/rds/security/port";
import { rdsPrivateSubnets } from "../../../../policy-pack/policies/rds/security/privateSubnets";
import { rdsProxyTls } from "../../../../policy-pack/policies/rds/security/proxyTls";
import { rdsSnapshotsNotPublic } from "../../../../policy-pack/policies/rds/security/snapshotsNotPublic";
import { rdsTls } from "../../../../policy-pack/policies/rds/security/tls";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(rdsNotPublic, {
    compliant: { publiclyAccessible: false },
    also: [{ publiclyAccessible: "false" }],
    violating: [[{ publiclyAccessible: true }, /^publiclyAccessible is true/]],
    unknown: { publiclyAccessible: "fails" },
    absent: { publiclyAccessible: "passes" },
    wrongType: { publiclyAccessible: "maybe" },
});

testRule(rdsEncrypted, {
    compliant: { storageEncrypted: true },
    type: "aws:rds/instance:Instance",
    also: [{ replicateSourceDb: "main", storageEncrypted: undefined }],
    violating: [
        [{ storageEncrypted: false }, /is not true/],
        [{ replicateSourceDb: "main", storageEncrypted: false }, /not true/],
    ],
    // Whatever it copies, that one is judged.
    unknown: {
        replicateSourceDb: "passes",
        replicationSourceIdentifier: "passes",
        storageEncrypted: "fails",
    },
    absent: { storageEncrypted: "fails" },
    wrongType: { storageEncrypted: 7 },
});

testRule(rdsCustomerKey, {
    compliant: {
        kmsKeyId: "arn:key",
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: "arn:key",
    },
    type: "aws:rds/instance:Instance",
    also: [
        { performanceInsightsEnabled: false, performanceInsightsKmsKeyId: undefined },
        { replicateSourceDb: "main", kmsKeyId: undefined },
    ],
    violating: [
        [{ kmsKeyId: "" }, /^kmsKeyId is not set/],
        [{ performanceInsightsKmsKeyId: "" }, /^performanceInsightsKmsKeyId/],
        [{ kmsKeyId: "alias/aws/rds" }, /is AWS's own key/],
        [{ performanceInsightsKmsKeyId: "alias/aws/rds" }, /is AWS's own key/],
    ],
    // Whatever it copies, that one is judged.
    unknown: {
        replicateSourceDb: "passes",
        replicationSourceIdentifier: "passes",
        kmsKeyId: "passes",
        performanceInsightsKmsKeyId: "passes",
        performanceInsightsEnabled: "fails",
    },
    absent: { kmsKeyId: "fails", performanceInsightsKmsKeyId: "fails", performanceInsightsEnabled: "passes" },
    wrongType: { kmsKeyId: 7 },
});

testRule(rdsMultiAz, {
    compliant: { multiAz: true },
    also: [{ multiAz: "true" }],
    violating: [[{ multiAz: false }, /^multiAz is not true/]],
    // Whatever it copies, that one is judged.
    unknown: { replicateSourceDb: "passes", replicationSourceIdentifier: "passes", multiAz: "fails" },
    absent: { multiAz: "fails" },
    wrongType: { multiAz: "maybe" },
});

testRule(rdsDeletionProtection, {
    compliant: { deletionProtection: true },
    also: [{ deletionProtection: "true" }],
    violating: [[{ deletionProtection: false }, /^deletionProtection is not true/]],
    unknown: { deletionProtection: "fails" },
    absent: { deletionProtection: "fails" },
    wrongType: { deletionProtection: "maybe" },
});

testRule(rdsEnhancedMonitoring, {
    compliant: { monitoringInterval: 60 },
    violating: [[{ monitoringInterval: 0 }, /is not set/]],
    unknown: { monitoringInterval: "fails" },
    absent: { monitoringInterval: "fails" },
    wrongType: { monitoringInterval: "often" },
});

testRule(rdsLogs, {
    compliant: { engine: "aurora-postgresql", enabledCloudwatchLogsExports: ["postgresql"] },
    also: [{ engine: "postgres" }, { engine: "mysql", enabledCloudwatchLogsExports: ["error", "slowquery"] }],
    violating: [
        [{ enabledCloudwatchLogsExports: [] }, /lacks postgresql/],
        [{ engine: "aurora-mysql", enabledCloudwatchLogsExports: ["error"] }, /lacks audit/],
        [{ engine: "mysql" }, /lacks error/],
        [
            { engine: undefined, replicateSourceDb: "main", enabledCloudwatchLogsExports: undefined },
            /^enabledCloudwatchLogsExports is not set/,
        ],
    ],
    unknown: { engine: "fails", enabledCloudwatchLogsExports: "fails" },
    absent: { enabledCloudwatchLogsExports: "fails", engine: "passes" },
    wrongType: { enabledCloudwatchLogsExports: 7 },
});

testRule(rdsIamAuthentication, {
    compliant: { engine: "postgres", iamDatabaseAuthenticationEnabled: true },
    also: [{ engine: "oracle-ee", iamDatabaseAuthenticationEnabled: false }],
    violating: [
        [{ iamDatabaseAuthenticationEnabled: false }, /is not true/],
        [
            { engine: undefined, snapshotIdentifier: "before", iamDatabaseAuthenticationEnabled: undefined },
            /is not true/,
        ],
    ],
    unknown: { iamDatabaseAuthenticationEnabled: "fails", engine: "fails" },
    absent: { iamDatabaseAuthenticationEnabled: "fails", engine: "passes" },
    wrongType: { iamDatabaseAuthenticationEnabled: 7 },
});

testRule(rdsBackups, {
    compliant: { backupRetentionPeriod: 14 },
    also: [{ replicationSourceIdentifier: "arn:main", backupRetentionPeriod: 1 }],
    violating: [
        [{ backupRetentionPeriod: 13 }, /below 14/],
        [{ backupRetentionPeriod: 0 }, /below 14/],
    ],
    // Whatever it copies, that one is judged.
    unknown: {
        replicateSourceDb: "passes",
        replicationSourceIdentifier: "passes",
        backupRetentionPeriod: "fails",
    },
    absent: { backupRetentionPeriod: "fails" },
    wrongType: { backupRetentionPeriod: "long" },
    asked: { settings: { "rds-backups": { days: 14 } } },
});

testRule(rdsMinorUpgrades, {
    compliant: { autoMinorVersionUpgrade: true },
    violating: [[{ autoMinorVersionUpgrade: false }, /is false/]],
    unknown: { autoMinorVersionUpgrade: "fails" },
    absent: { autoMinorVersionUpgrade: "passes" },
    wrongType: { autoMinorVersionUpgrade: 7 },
});

testRule(rdsCopyTags, {
    compliant: { copyTagsToSnapshot: true },
    also: [{ copyTagsToSnapshot: "true" }],
    violating: [[{ copyTagsToSnapshot: false }, /^copyTagsToSnapshot is not true/]],
    unknown: { copyTagsToSnapshot: "fails" },
    absent: { copyTagsToSnapshot: "fails" },
    wrongType: { copyTagsToSnapshot: "maybe" },
});

testRule(rdsPort, {
    compliant: { port: 5433 },
    type: "aws:rds/instance:Instance",
    // It listens where the one does that it copies.
    also: [{ replicateSourceDb: "main", port: undefined }],
    violating: [
        [{ replicateSourceDb: "main", port: 5432 }, /is a default port/],
        [{ port: 5432 }, /is a default port/],
        [{ port: 3306 }, /default/],
    ],
    // Whatever it copies, that one is judged.
    unknown: { replicateSourceDb: "passes", port: "fails" },
    absent: { port: "fails" },
    wrongType: { port: "none" },
});

testRule(rdsAdminName, {
    compliant: { masterUsername: "platform" },
    violating: [[{ masterUsername: "Postgres" }, /^masterUsername is a usual name/]],
    unknown: { masterUsername: "deferred" },
    absent: { masterUsername: "passes" },
    wrongType: { masterUsername: 7 },
});

testRule(rdsManagedPassword, {
    compliant: { manageMasterUserPassword: true },
    violating: [[{ masterPassword: "hunter2" }, /^masterPassword is in the program/]],
    unknown: { masterPassword: "fails" },
    absent: { masterPassword: "passes" },
    wrongType: { masterPassword: 7 },
});

testRule(rdsAuditLog, {
    compliant: { family: "aurora-mysql8.0", parameters: [{ name: "server_audit_logging", value: "1" }] },
    also: [
        { "parameters.0.value": "ON" },
        { family: "aurora-postgresql16", parameters: [] },
        { "parameters.1": { name: "long_query_time", value: "1" } },
    ],
    violating: [
        [{ parameters: [] }, /^parameters has no server_audit_logging/],
        [{ "parameters.0.name": "server_audit_events" }, /^parameters has no server_audit_logging/],
        [{ "parameters.0.value": "0" }, /^parameters\[0\]\.value turns server_audit_logging off/],
        [{ family: "aurora-mysql5.7", "parameters.0.value": "OFF" }, /turns server_audit_logging off/],
    ],
    unknown: {
        family: "fails",
        parameters: "fails",
        "parameters.0.name": "fails",
        "parameters.0.value": "fails",
        // Beside an enabled setting, no other parameter matters.
        "parameters.1.name": "passes",
    },
    absent: { parameters: "fails", "parameters.0.value": "fails", family: "passes" },
    wrongType: { parameters: 7, family: 7, "parameters.0.value": 1 },
});

testRule(rdsTls, {
    compliant: { family: "aurora-postgresql16", parameters: [{ name: "rds.force_ssl", value: "1" }] },
    also: [
        { family: "mysql8.0", parameters: [{ name: "require_secure_transport", value: "ON" }] },
        { family: "oracle-ee-19", parameters: [] },
        ...["db2-ae-11.5", "db2-se-11.5"].map((family) => ({
            family,
            parameters: [{ name: "db2comm", value: "SSL" }],
        })),
        // Versions that require it by default.
        { family: "postgres15", parameters: [] },
        { family: "postgres16", parameters: undefined },
        { family: "aurora-postgresql17", parameters: [] },
    ],
    violating: [
        [{ parameters: [] }, /has no rds.force_ssl/],
        [{ family: "postgres14", parameters: [] }, /has no rds.force_ssl/],
        [{ family: "aurora-postgresql16", parameters: [] }, /has no rds.force_ssl/],
        [{ family: "sqlserver-se-16.0", parameters: [] }, /has no rds.force_ssl/],
        [{ family: "postgres16", "parameters.0.value": "0" }, /turns rds.force_ssl off/],
        [{ "parameters.0.value": "0" }, /turns rds.force_ssl off/],
        [{ family: "aurora-mysql8.0" }, /has no require_secure_transport/],
        [{ family: "db2-ae-11.5", parameters: [] }, /has no db2comm/],
        ...["TCPIP", "TCPIP,SSL"].map((value): [Record<string, unknown>, RegExp] => [
            { family: "db2-se-12.1", parameters: [{ name: "db2comm", value }] },
            /turns db2comm off/,
        ]),
    ],
    unknown: { family: "fails", parameters: "fails", "parameters.0.value": "fails" },
    absent: { parameters: "fails", "parameters.0.value": "fails", family: "passes" },
    wrongType: { parameters: 7 },
});

testRule(rdsParameterGroup, {
    compliant: { parameterGroupName: "own" },
    type: "aws:rds/instance:Instance",
    // It has the group of the one that it copies.
    also: [{ replicateSourceDb: "main", parameterGroupName: undefined }],
    violating: [
        // But not across regions.
        [
            {
                replicateSourceDb: "arn:aws:rds:eu-west-1:111122223333:db:main",
                parameterGroupName: undefined,
            },
            /is not set/,
        ],
        [{ replicateSourceDb: "main", parameterGroupName: "default.postgres16" }, /is a default group/],
        [{ parameterGroupName: "default.postgres16" }, /is a default group/],
        [{ parameterGroupName: "" }, /is not set/],
    ],
    unknown: { parameterGroupName: "deferred" },
    absent: { parameterGroupName: "fails" },
    wrongType: { parameterGroupName: 7 },
});

testRule(rdsProxyTls, {
    compliant: { requireTls: true },
    also: [{ requireTls: "true" }],
    violating: [[{ requireTls: false }, /^requireTls is not true/]],
    unknown: { requireTls: "fails" },
    absent: { requireTls: "fails" },
    wrongType: { requireTls: "maybe" },
});

testRule(rdsPerformanceInsights, {
    compliant: { performanceInsightsEnabled: true },
    also: [{ performanceInsightsEnabled: "true" }],
    violating: [[{ performanceInsightsEnabled: false }, /^performanceInsightsEnabled is not true/]],
    unknown: { performanceInsightsEnabled: "fails" },
    absent: { performanceInsightsEnabled: "fails" },
    wrongType: { performanceInsightsEnabled: "maybe" },
});

testRule(rdsFinalSnapshot, {
    compliant: { skipFinalSnapshot: false },
    also: [{ replicateSourceDb: "main", skipFinalSnapshot: true }],
    violating: [[{ skipFinalSnapshot: true }, /is true/]],
    // Whatever it copies, that one is judged.
    unknown: {
        replicateSourceDb: "passes",
        replicationSourceIdentifier: "passes",
        skipFinalSnapshot: "fails",
    },
    absent: { skipFinalSnapshot: "passes" },
    wrongType: { skipFinalSnapshot: 7 },
});

testRule(rdsCertificate, {
    compliant: { caCertIdentifier: "rds-ca-rsa2048-g1" },
    violating: [[{ caCertIdentifier: "rds-ca-2019" }, /expired authority/]],
    unknown: { caCertIdentifier: "fails" },
    absent: { caCertIdentifier: "passes" },
    wrongType: { caCertIdentifier: 7 },
});

for (const type of ["aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"]) {
    testRule(rdsSnapshotsNotPublic, {
        type,
        compliant: { sharedAccounts: ["222222222222"] },
        violating: [[{ sharedAccounts: ["all"] }, /all accounts/]],
        unknown: { sharedAccounts: "fails" },
        absent: { sharedAccounts: "passes" },
        wrongType: { sharedAccounts: 7 },
    });
}

const cluster = (props: object): Sent => ({
    type: "aws:rds/cluster:Cluster",
    name: "app",
    props: { id: "app", ...props },
});
const member = (name: string, props: object): Sent => ({
    type: "aws:rds/clusterInstance:ClusterInstance",
    name,
    props: { clusterIdentifier: "app", ...props },
});

testStackRule(rdsClusterReaders, {
    satisfied: {
        "a writer and a reader": [cluster({}), member("a", {}), member("b", {})],
        "a cluster that is no Aurora": [cluster({ dbClusterInstanceClass: "db.r6gd.large" })],
        "members of a preview": [
            cluster({}),
            ...["a", "b"].map((name) => ({
                ...member(name, { clusterIdentifier: UNKNOWN }),
                dependencies: { clusterIdentifier: [urnOf(cluster({}))] },
            })),
        ],
    },
    broken: {
        "a writer alone": [[cluster({}), member("a", {})], /fewer than 2/, "app"],
        "members of another": [
            [cluster({}), member("a", {}), member("b", { clusterIdentifier: "other" })],
            /fewer than 2/,
            "app",
        ],
    },
    unknown: {
        "the class is unknown": [[cluster({ dbClusterInstanceClass: UNKNOWN }), member("a", {})], "fails"],
    },
});

const internet: Sent = {
    type: "aws:ec2/internetGateway:InternetGateway",
    name: "internet",
    props: { id: "igw-1" },
};
const tableOf = (props: object): Sent => ({
    type: "aws:ec2/routeTable:RouteTable",
    name: "out",
    props: { id: "rtb-1", ...props },
});
const route: Sent = {
    type: "aws:ec2/route:Route",
    name: "out",
    props: { routeTableId: "rtb-1", gatewayId: "igw-1" },
};
const untold = (props: object): Sent => ({ ...route, props: { gatewayId: UNKNOWN, ...props } });
const open: Sent = { type: "aws:ec2/subnet:Subnet", name: "open", props: { id: "subnet-public" } };
const isolated: Sent = { type: "aws:ec2/subnet:Subnet", name: "isolated", props: { id: "subnet-isolated" } };
const joined = (subnetId: string): Sent => ({
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    name: "open",
    props: { subnetId, routeTableId: "rtb-1" },
});
const network = [internet, tableOf({}), route, open, isolated, joined("subnet-public")];
const group = (subnetIds: string | readonly string[]): Sent => ({
    type: "aws:rds/subnetGroup:SubnetGroup",
    name: "data",
    props: { subnetIds },
});

const vpc: Sent = { type: "aws:ec2/vpc:Vpc", name: "main", props: { id: "vpc-1" } };
const inVpc: Sent = { ...isolated, props: { ...isolated.props, vpcId: "vpc-1" } };
const mainTable = (props: Sent["props"]): Sent => ({
    type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
    props: { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-9" }], ...props },
});

testStackRule(rdsPrivateSubnets, {
    satisfied: {
        "a group of isolated subnets": [...network, group(["subnet-isolated"])],
        "subnets of another stack": [group(["subnet-1"])],
        "a main table that another VPC has": [
            vpc,
            inVpc,
            mainTable({ vpcId: "vpc-2" }),
            group(["subnet-isolated"]),
        ],
        "a main table that the subnet does not go by": [
            vpc,
            inVpc,
            mainTable({ vpcId: "vpc-1" }),
            tableOf({}),
            joined("subnet-isolated"),
            group(["subnet-isolated"]),
        ],
        "a group of a preview": [
            ...network,
            { ...group(UNKNOWN), dependencies: { subnetIds: [urnOf(isolated)] } },
        ],
    },
    broken: {
        "a public subnet": [
            [...network, group(["subnet-isolated", "subnet-public"])],
            /public subnets/,
            "data",
        ],
        "a public subnet by a route of the table itself": [
            [
                internet,
                isolated,
                { ...tableOf({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }) },
                joined("subnet-isolated"),
                group(["subnet-isolated"]),
            ],
            /public subnets/,
        ],
        "a public subnet by a gateway of another stack": [
            [...network.filter((one) => one !== internet), group(["subnet-public"])],
            /public subnets/,
        ],
        "a public subnet by a gateway of another stack, in the table itself": [
            [
                isolated,
                tableOf({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-9" }] }),
                joined("subnet-isolated"),
                group(["subnet-isolated"]),
            ],
            /public subnets/,
        ],
        "a public subnet by the main table of its VPC": [
            [vpc, inVpc, mainTable({ vpcId: "vpc-1" }), group(["subnet-isolated"])],
            /public subnets/,
        ],
        "a public subnet by the main table of its VPC, in a preview": [
            [
                vpc,
                {
                    ...inVpc,
                    props: { ...inVpc.props, vpcId: UNKNOWN },
                    dependencies: { vpcId: [urnOf(vpc)] },
                },
                {
                    ...mainTable({ defaultRouteTableId: UNKNOWN }),
                    dependencies: { defaultRouteTableId: [urnOf(vpc)] },
                },
                { ...group(UNKNOWN), dependencies: { subnetIds: [urnOf(inVpc)] } },
            ],
            /public subnets/,
        ],
        "a public subnet by a table that became the main one": [
            [
                vpc,
                inVpc,
                internet,
                tableOf({}),
                route,
                {
                    type: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
                    props: { vpcId: "vpc-1", routeTableId: "rtb-1" },
                },
                group(["subnet-isolated"]),
            ],
            /public subnets/,
        ],
        "a default subnet, which AWS makes public": [
            [{ ...isolated, type: "aws:ec2/defaultSubnet:DefaultSubnet" }, group(["subnet-isolated"])],
            /public subnets/,
        ],
        "a public subnet of a preview": [
            [...network, { ...group(UNKNOWN), dependencies: { subnetIds: [urnOf(open)] } }],
            /public subnets/,
            "data",
        ],
        "a public subnet of a serverless cache": [
            [
                ...network,
                { ...group(["subnet-public"]), type: "aws:elasticache/serverlessCache:ServerlessCache" },
            ],
            /public subnets/,
        ],
        "a public subnet of a cache": [
            [...network, { ...group(["subnet-public"]), type: "aws:elasticache/subnetGroup:SubnetGroup" }],
            /public subnets/,
        ],
    },
    unknown: {
        "subnets of another stack are unknown": [[group(UNKNOWN)], "passes"],
        "a gateway of another stack is": [
            [isolated, tableOf({}), untold({ routeTableId: "rtb-1" }), joined("subnet-isolated")],
            "deferred",
        ],
        "a gateway of another stack is, in the table itself": [
            [isolated, tableOf({ routes: [{ gatewayId: UNKNOWN }] }), joined("subnet-isolated")],
            "deferred",
        ],
        "a gateway of this stack is, but not whose it is": [
            [
                { type: "aws:ec2/vpnGateway:VpnGateway", name: "office", props: {} },
                isolated,
                tableOf({}),
                {
                    ...untold({ routeTableId: "rtb-1" }),
                    dependencies: {
                        gatewayId: ["urn:pulumi:prod::plumbline::aws:ec2/vpnGateway:VpnGateway::office"],
                    },
                },
                joined("subnet-isolated"),
            ],
            "passes",
        ],
    },
});
