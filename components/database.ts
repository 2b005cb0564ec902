import type * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";

import { type AuroraArgs, createAuroraCluster } from "./support/auroraCluster";
import { Component } from "./support/component";
import { engineTraits, type EngineTraits, parameterFamily } from "./support/databaseEngines";
import { createDatabaseInstance, type InstanceArgs } from "./support/databaseInstance";
import type { SharedServerArgs } from "./support/databaseServer";
import { serviceTrust } from "./support/iam";
import { type Link, type Linkable, variable } from "./support/link";
import { securityGroup } from "./support/securityGroups";

/** Arguments of {@link Database}, common to all engines. */
interface CommonArgs {
    /** Major engine version, such as `16` or `8.0`; minor versions follow by themselves. */
    readonly version: string;
    readonly vpc: {
        readonly vpcId: pulumi.Input<string>;
        readonly isolatedSubnetIds: pulumi.Input<string>[];
    };
    readonly accountId: string;
    /** ARN of the KMS key for storage, backups, insights and the master password. */
    readonly keyArn: pulumi.Input<string>;
    /** Database made with the server. @default "app" */
    readonly databaseName?: string;
    /** Days of automated backups, 1 to 35. @default 7 */
    readonly backupRetentionDays?: number;
    /** Refuse deletion, and take a final snapshot when it is forced. @default true */
    readonly protect?: boolean;
    /** Performance Insights, kept for 7 days (free of charge). @default true */
    readonly performanceInsights?: boolean;
}

export type DatabaseArgs = CommonArgs & (AuroraArgs | InstanceArgs);

const MONITORING_INTERVAL_SECONDS = 60;
const INSIGHTS_DAYS = 7;

/**
 * A relational database in isolated subnets, encrypted, TLS only, with a master password that RDS makes, keeps
 * in Secrets Manager and rotates. Nothing can connect until a workload links to it.
 */
export class Database extends Component implements Linkable {
    readonly host: pulumi.Output<string>;
    readonly port: number;
    readonly securityGroupId: pulumi.Output<string>;
    readonly secretArn: pulumi.Output<string>;

    private readonly databaseName: string;
    private readonly traits: EngineTraits;

    constructor(
        name: string,
        private readonly args: DatabaseArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("Database", name, options);
        this.traits = engineTraits[args.engine];
        this.databaseName = args.databaseName ?? "app";
        this.port = this.traits.port;
        const guard = securityGroup(name, `Database ${name}`, args.vpc.vpcId, this.child);
        const subnets = this.createSubnetGroup();
        const monitoring = this.createMonitoringRole();
        const shared = this.sharedArgs(guard, subnets, monitoring);
        const server = isInstance(args)
            ? createDatabaseInstance(name, args, shared, this.child)
            : createAuroraCluster(name, args, shared, this.child);

        this.host = server.host;
        this.securityGroupId = guard.id;
        this.secretArn = server.secretArn;
        this.registerOutputs({
            host: this.host,
            port: this.port,
            securityGroupId: this.securityGroupId,
            secretArn: this.secretArn,
        });
    }

    /** `DATABASE_<NAME>_HOST`, `_PORT` and `_NAME`; `_USERNAME` and `_PASSWORD` as secrets; the port opened. */
    link(): Link {
        const of = (role: string): string => variable("database", this.name, role);
        const secret = { arn: this.secretArn, keyArn: this.args.keyArn };
        return {
            environment: {
                [of("host")]: this.host,
                [of("port")]: String(this.port),
                [of("name")]: this.databaseName,
            },
            secrets: {
                [of("username")]: { ...secret, jsonKey: "username" },
                [of("password")]: { ...secret, jsonKey: "password" },
            },
            endpoints: [
                {
                    securityGroupId: this.securityGroupId,
                    port: this.port,
                    description: `database/${this.name}`,
                },
            ],
        };
    }

    private createSubnetGroup(): rds.SubnetGroup {
        return new rds.SubnetGroup(this.name, { subnetIds: this.args.vpc.isolatedSubnetIds }, this.child);
    }

    private createMonitoringRole(): iam.Role {
        const name = `${this.name}-monitoring`;
        const role = new iam.Role(
            name,
            { assumeRolePolicy: serviceTrust("monitoring.rds.amazonaws.com", this.args.accountId) },
            this.child,
        );
        new iam.RolePolicyAttachment(
            name,
            {
                role: role.name,
                policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
            },
            this.child,
        );
        return role;
    }

    /** What a cluster and a single instance are configured with alike. */
    private sharedArgs(
        guard: ec2.SecurityGroup,
        subnets: rds.SubnetGroup,
        monitoring: iam.Role,
    ): SharedServerArgs {
        const { args } = this;
        const protect = args.protect ?? true;
        const insights = args.performanceInsights ?? true;
        return {
            databaseName: this.databaseName,
            identifierPrefix: `${pulumi.getStack()}-${this.name}-`,
            protect,
            parameterGroup: {
                family: parameterFamily(args.engine, args.version),
                parameters: [{ ...this.traits.forceTls }],
            },
            server: {
                engine: args.engine,
                engineVersion: args.version,
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [guard.id],
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: args.keyArn,
                storageEncrypted: true,
                kmsKeyId: args.keyArn,
                iamDatabaseAuthenticationEnabled: true,
                backupRetentionPeriod: args.backupRetentionDays ?? 7,
                copyTagsToSnapshot: true,
                deletionProtection: protect,
                skipFinalSnapshot: !protect,
                ...(protect ? { finalSnapshotIdentifier: `${pulumi.getStack()}-${this.name}-final` } : {}),
                enabledCloudwatchLogsExports: [...this.traits.logs],
                port: this.port,
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
            },
        };
    }
}

function isInstance(args: DatabaseArgs): args is CommonArgs & InstanceArgs {
    return args.engine === "postgres" || args.engine === "mysql";
}
