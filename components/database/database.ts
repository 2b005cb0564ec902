import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { type AuroraArgs, createAuroraCluster } from "./auroraCluster";
import { Component } from "../support/component";
import { connectStatement } from "./databaseAccess";
import { keepHours } from "./databaseHours";
import type { Hours } from "../../model/hours";
import { databaseLink } from "./databaseLink";
import { databaseDelegations } from "./databaseDelegations";
import { engineTraits, parameterFamily, type Parameters, serverParameters } from "./databaseEngines";
import { hasInsights } from "../../model/databaseEngines";
import { createDatabaseInstance, type InstanceArgs } from "./databaseInstance";
import { databaseMetrics, isInstance } from "./databaseMetrics";
import { createMonitoringRole, MONITORING_INTERVAL_SECONDS } from "./databaseMonitoring";
import type { DatabaseOrigin } from "./databaseOrigin";
import { createProxy, type Entrance } from "./databaseProxy";
import { type Server, serverIdentifier, type SharedServerArgs } from "./databaseServer";
import type { Link, Linkable } from "../support/link";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { createSecurityGroup } from "../support/securityGroups";

/** Arguments of {@link Database}, common to all engines. */
interface CommonArgs {
    /**
     * Major engine version, such as `16` or `8.0`; minor versions follow by themselves. A server that exists gets
     * another one only together with `upgrade`.
     */
    readonly version: string;
    /** Bring a changed `version` to the server, at once, in place; see docs/runbooks/upgrade-engine.md. @default false */
    readonly upgrade?: boolean;
    readonly vpc: {
        readonly vpcId: pulumi.Input<string>;
        readonly isolatedSubnetIds: pulumi.Input<string>[];
    };
    readonly region: string;
    readonly accountId: string;
    /** ARN of the KMS key for storage, backups, insights and the master password. */
    readonly keyArn: pulumi.Input<string>;
    /** How long exported logs are kept, and with which key. */
    readonly logs: LogSettings;
    /** Group of enhanced monitoring, which the account's databases share: see `OsMetricsLog`. @default RDS makes it */
    readonly osMetricsLog?: pulumi.Resource | undefined;
    /**
     * Data that the server is made with. It decides about version, database and user: say the same in `version` and
     * `databaseName`. Another value later changes nothing. @default none: an empty server
     */
    readonly from?: DatabaseOrigin | undefined;
    /** Database made with the server. @default "app" */
    readonly databaseName?: string;
    /** TCP port of the server. @default 5432 (PostgreSQL), 3306 (MySQL) */
    readonly port?: number | undefined;
    /** Server parameters besides the component's own, in force after the next restart. @default none */
    readonly parameters?: Parameters;
    /** Days of automated backups, 1 to 35. @default 7 */
    readonly backupRetentionDays?: number;
    /** Backup plan that also takes care of it, by its tag. @default none */
    readonly backupPlan?: string | undefined;
    /** Refuse deletion, take a final snapshot when it is forced, and change what interrupts in the maintenance window only. @default true */
    readonly protect?: boolean;
    /** Performance Insights, kept for 7 days (free of charge). @default true where the instance class has it */
    readonly performanceInsights?: boolean | undefined;
    /** A pool of connections (RDS Proxy), to which links then lead. @default false */
    readonly proxy?: boolean;
    /** User that workloads sign in as with an IAM token, made by hand; see docs/runbooks. @default the master user, whose password changes every 7 days */
    readonly iamUser?: string | undefined;
    /** Working hours; outside of them the server is stopped, and only its storage costs. @default always */
    readonly hours?: Hours | undefined;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

export type DatabaseArgs = CommonArgs & (AuroraArgs | InstanceArgs);

const INSIGHTS_DAYS = 7;

/**
 * A relational database in isolated subnets, encrypted, TLS only, with a master password that RDS makes, keeps
 * in Secrets Manager and changes every 7 days. Nothing can connect until a workload links to it.
 */
export class Database extends Component implements Linkable, Monitored {
    /** Where workloads connect to: the proxy if there is one, else the server. */
    readonly host: pulumi.Output<string>;
    readonly port: number;
    readonly securityGroupId: pulumi.Output<string>;
    readonly secretArn: pulumi.Output<string>;
    /** Of the cluster or the instance. */
    readonly serverArn: pulumi.Output<string>;

    private readonly identifier: string;
    private readonly databaseName: string;
    private readonly server: Server;
    private readonly entrance: Entrance;

    constructor(
        name: string,
        private readonly args: DatabaseArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("Database", name, options);
        this.identifier = serverIdentifier(pulumi.getProject(), pulumi.getStack(), name);
        this.databaseName = args.databaseName ?? defaults.database.databaseName;
        const port = args.port ?? engineTraits[args.engine].port;
        const securityGroup = createSecurityGroup(name, `Database ${name}`, args.vpc.vpcId, this.child);
        const shared = this.sharedArgs(securityGroup.id, port);
        this.server = isInstance(args)
            ? createDatabaseInstance(name, args, shared, this.child)
            : createAuroraCluster(name, args, shared, this.child);
        this.entrance = args.proxy
            ? this.createProxy(securityGroup.id, port)
            : { ...this.server, port, securityGroupId: securityGroup.id };
        const { server } = this;
        const { hours, accountId, keyArn } = args;
        if (hours) keepHours(name, { hours, server, accountId, keyArn }, this.child);
        createAlarms(name, args.alarmTopicArn, databaseMetrics(name, args, this.server).alarms, this.child);

        this.host = this.entrance.host;
        this.port = this.entrance.port;
        this.securityGroupId = this.entrance.securityGroupId;
        this.secretArn = this.server.secretArn;
        this.serverArn = this.server.arn;
        this.delegations.push(...databaseDelegations(name, args));
        this.registerOutputs({
            host: this.host,
            port: this.port,
            securityGroupId: this.securityGroupId,
            secretArn: this.secretArn,
            serverArn: this.serverArn,
        });
    }

    /**
     * `DATABASE_<NAME>_HOST`, `_PORT`, `_NAME`, with readers `_READER_HOST`; the port opened. Then `_USERNAME` and
     * `_PASSWORD` as secrets. RDS changes the password every 7 days, and what a workload got at its start opens no new
     * connection after that: it has to read the secret (`_PASSWORD_ARN`) when it connects. With an IAM user instead
     * `_USER` and the permission to connect as that user. With the Data API `_ARN` and `_SECRET_ARN`, and the
     * permission to call it.
     */
    link(): Link {
        const { region, accountId, iamUser, keyArn } = this.args;
        return databaseLink(this.name, {
            ...this.entrance,
            region,
            accountId,
            iamUser,
            id: `database/${this.name}`,
            databaseName: this.databaseName,
            secret: { arn: this.secretArn, keyArn, rotates: true },
            dataApiArn: !isInstance(this.args) && this.args.dataApi ? this.serverArn : undefined,
        });
    }

    dashboardRow(): DashboardRow {
        const { widgets } = databaseMetrics(this.name, this.args, this.server);
        return { title: `Database ${this.name}`, widgets };
    }

    private createProxy(serverGroupId: pulumi.Output<string>, serverPort: number): Entrance {
        const { server, args, identifier } = this;
        const connect = args.iamUser ? connectStatement(args, server.resourceId, args.iamUser) : undefined;
        const { family } = engineTraits[args.engine];
        const proxyArgs = { ...args, identifier, family, server, serverGroupId, serverPort, connect };
        return createProxy(this.name, proxyArgs, this.child);
    }

    /** Arguments that a cluster and a single instance share. */
    private sharedArgs(securityGroupId: pulumi.Output<string>, port: number): SharedServerArgs {
        const { args, identifier } = this;
        const subnets = new rds.SubnetGroup(this.name, { subnetIds: args.vpc.isolatedSubnetIds }, this.child);
        const monitoring = createMonitoringRole(`${this.name}-monitoring`, args.accountId, this.child);
        const exported = engineTraits[args.engine].logs;
        const { protect = true, upgrade = false } = args;
        const applyImmediately = !protect || upgrade;
        const insights = args.performanceInsights ?? hasInsights(args.engine, args.instanceClass);
        return {
            databaseName: this.databaseName,
            identifier,
            protect,
            upgrade,
            from: args.from,
            parameterGroup: {
                family: parameterFamily(args.engine, args.version),
                parameters: serverParameters(args.engine, args.parameters),
            },
            server: {
                engine: args.engine,
                // The data has a version, of which only an upgrade makes another.
                ...(args.from && !upgrade ? {} : { engineVersion: args.version }),
                ...(upgrade ? { allowMajorVersionUpgrade: true } : {}),
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [securityGroupId],
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: args.keyArn,
                storageEncrypted: true,
                kmsKeyId: args.keyArn,
                iamDatabaseAuthenticationEnabled: true,
                backupRetentionPeriod: args.backupRetentionDays ?? defaults.database.backupRetentionDays,
                copyTagsToSnapshot: true,
                deletionProtection: protect,
                skipFinalSnapshot: !protect,
                ...(protect ? { finalSnapshotIdentifier: `${identifier}-final` } : {}),
                enabledCloudwatchLogsExports: [...exported],
                port,
                applyImmediately,
                ...(args.backupPlan === undefined ? {} : { tags: { Backup: args.backupPlan } }),
            },
            instance: {
                publiclyAccessible: false,
                autoMinorVersionUpgrade: true,
                monitoringInterval: MONITORING_INTERVAL_SECONDS,
                monitoringRoleArn: monitoring.arn,
                performanceInsightsEnabled: insights,
                ...(insights
                    ? {
                          performanceInsightsKmsKeyId: args.keyArn,
                          performanceInsightsRetentionPeriod: INSIGHTS_DAYS,
                      }
                    : {}),
                applyImmediately,
            },
            // Before the server makes them itself, without key and for ever.
            dependsOn: [
                ...exported.map((log) => this.createLogGroup(log)),
                ...(args.osMetricsLog === undefined ? [] : [args.osMetricsLog]),
            ],
        };
    }

    private createLogGroup(log: string): pulumi.Resource {
        const kind = isInstance(this.args) ? "instance" : "cluster";
        const logName = `/aws/rds/${kind}/${this.identifier}/${log}`;
        return logGroup(`${this.name}-${log}`, this.args.logs, this.child, logName);
    }
}
