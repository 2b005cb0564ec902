import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { cacheLink } from "./cacheLink";
import { cacheMetrics } from "./cacheMetrics";
import { Component } from "../support/component";
import { BACKUP_WINDOW, MAINTENANCE_WINDOW, parameterGroupOptions } from "../database";
import { minorsOfMajor } from "../../model/delegation";
import { CACHE_VERSIONS } from "../../model/runtimes";
import { createGeneratedSecret, type GeneratedSecret } from "../secret";
import type { Link, Linkable } from "../support/link";
import { logGroup, type LogSettings, vendedLogName } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { createSecurityGroup } from "../support/securityGroups";

/** Arguments of {@link Cache}. */
export interface CacheArgs {
    /** @default "valkey" */
    readonly engine?: "valkey" | "redis";
    /**
     * Engine version, major and minor, that it is made with; minor versions follow by themselves. A cache that exists
     * gets another one only together with `upgrade`. @default "8.1" (Valkey), "7.1" (Redis)
     */
    readonly version?: string | undefined;
    /**
     * Bring a changed `engine` or `version` to the cache, at once, in place; see docs/runbooks/upgrade-engine.md. A
     * version below the one that it has would replace it. @default false
     */
    readonly upgrade?: boolean;
    readonly vpc: {
        readonly vpcId: pulumi.Input<string>;
        readonly isolatedSubnetIds: pulumi.Input<string>[];
    };
    /** The only account whose principals may use the token: 12 digits. */
    readonly accountId: string;
    /** ARN of the KMS key for storage, snapshots and the token. */
    readonly keyArn: pulumi.Input<string>;
    /** How long the engine's logs are kept, and with which key. */
    readonly logs: LogSettings;
    /** @default "cache.t4g.micro" */
    readonly nodeType?: string;
    /** Nodes besides the primary, in other zones, one of which takes over when it fails. @default 1 */
    readonly replicas?: number;
    /** @default 6379 */
    readonly port?: number;
    /**
     * Any other number makes the token anew. The former one works beside it until the next, so that clients can follow:
     * those that run read the new one when they start again. @default 1
     */
    readonly tokenGeneration?: number;
    /** The engine's `maxmemory-policy`: keys that it evicts when memory is full. @default "volatile-lru" */
    readonly evictionPolicy?: string;
    /** Days that daily snapshots are kept, 0 to 35. @default 7 */
    readonly snapshotDays?: number;
    /** Refuse deletion, take a last snapshot when it is forced, and change what interrupts in the maintenance window only. @default true */
    readonly protect?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

/** The longest token that ElastiCache takes; of letters and digits only, so that it fits into a URL. */
const TOKEN_LENGTH = 128;

const LOG_TYPES = ["slow-log", "engine-log"];

/**
 * A cache in isolated subnets: encrypted, TLS only, with a token that nobody has seen. A replica in another zone
 * takes over when the primary fails. Nothing can connect until a workload links to it.
 */
export class Cache extends Component implements Linkable, Monitored {
    readonly host: pulumi.Output<string>;
    readonly port: number;
    readonly securityGroupId: pulumi.Output<string>;
    readonly secretArn: pulumi.Output<string>;
    readonly replicationGroupId: pulumi.Output<string>;

    private readonly readerHost: pulumi.Output<string> | undefined;
    private readonly nodeCount: number;

    constructor(
        name: string,
        private readonly args: CacheArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("Cache", name, options);
        const replicas = args.replicas ?? defaults.cache.replicas;
        this.port = args.port ?? defaults.cache.port;
        this.nodeCount = replicas + 1;
        const securityGroup = createSecurityGroup(name, `Cache ${name}`, args.vpc.vpcId, this.child);
        const token = this.createToken();
        const group = this.createReplicationGroup(securityGroup.id, token.value);

        this.host = group.primaryEndpointAddress;
        this.readerHost = replicas > 0 ? group.readerEndpointAddress : undefined;
        this.securityGroupId = securityGroup.id;
        this.secretArn = token.secretArn;
        this.replicationGroupId = group.id;
        createAlarms(name, args.alarmTopicArn, this.metrics().alarms, this.child);
        this.delegations.push({
            type: "aws:elasticache/replicationGroup:ReplicationGroup",
            name,
            path: "engineVersion",
            band: minorsOfMajor(versionOf(args)),
            by: "automatic upgrades of minor versions",
        });
        this.registerOutputs({
            host: this.host,
            port: this.port,
            securityGroupId: this.securityGroupId,
            secretArn: this.secretArn,
            replicationGroupId: this.replicationGroupId,
        });
    }

    /** `CACHE_<NAME>_HOST`, `_PORT`, with replicas `_READER_HOST`; `_TOKEN` as a secret; the port opened. TLS is required. */
    link(): Link {
        const { host, port, readerHost, securityGroupId, secretArn } = this;
        const token = { arn: secretArn, keyArn: this.args.keyArn };
        return cacheLink(this.name, {
            id: `cache/${this.name}`,
            host,
            port,
            readerHost,
            securityGroupId,
            token,
        });
    }

    dashboardRow(): DashboardRow {
        return { title: `Cache ${this.name}`, widgets: this.metrics().widgets };
    }

    private metrics() {
        const { name, replicationGroupId, nodeCount, args } = this;
        return cacheMetrics({ name, replicationGroupId, nodeCount, nodeType: nodeType(args) });
    }

    /** A random token in Secrets Manager. Its value is known to ElastiCache and, encrypted, to the state. */
    private createToken(): GeneratedSecret {
        const { accountId, keyArn, tokenGeneration, protect = true } = this.args;
        return createGeneratedSecret(
            `${this.name}-token`,
            {
                accountId,
                keyArn,
                description: `Token of cache ${this.name}`,
                length: TOKEN_LENGTH,
                generation: tokenGeneration,
                protect,
            },
            this.child,
        );
    }

    private createReplicationGroup(
        securityGroupId: pulumi.Output<string>,
        authToken: pulumi.Output<string>,
    ): elasticache.ReplicationGroup {
        const { args, name } = this;
        const { engine = defaults.cache.engine, protect = true, upgrade = false } = args;
        const version = versionOf(args);
        const highlyAvailable = this.nodeCount > 1;
        const subnets = new elasticache.SubnetGroup(
            name,
            { subnetIds: args.vpc.isolatedSubnetIds },
            this.child,
        );
        const parameters = new elasticache.ParameterGroup(
            name,
            {
                family: parameterFamily(engine, version),
                parameters: [
                    { name: "maxmemory-policy", value: args.evictionPolicy ?? defaults.cache.evictionPolicy },
                ],
            },
            parameterGroupOptions(upgrade, this.child),
        );
        return new elasticache.ReplicationGroup(
            name,
            {
                description: `Cache ${name} of ${pulumi.getStack()}`,
                engine,
                engineVersion: version,
                nodeType: nodeType(args),
                numCacheClusters: this.nodeCount,
                automaticFailoverEnabled: highlyAvailable,
                multiAzEnabled: highlyAvailable,
                port: this.port,
                subnetGroupName: subnets.name,
                securityGroupIds: [securityGroupId],
                parameterGroupName: parameters.name,
                atRestEncryptionEnabled: true,
                kmsKeyId: args.keyArn,
                transitEncryptionEnabled: true,
                transitEncryptionMode: "required",
                authToken,
                // A new token works beside the former one until the next change, so that clients can follow.
                authTokenUpdateStrategy: "ROTATE",
                autoMinorVersionUpgrade: true,
                applyImmediately: !protect || upgrade,
                snapshotRetentionLimit: args.snapshotDays ?? defaults.cache.snapshotDays,
                snapshotWindow: BACKUP_WINDOW,
                maintenanceWindow: MAINTENANCE_WINDOW,
                ...(protect
                    ? { finalSnapshotIdentifier: `${pulumi.getProject()}-${pulumi.getStack()}-${name}-final` }
                    : {}),
                logDeliveryConfigurations: LOG_TYPES.map((logType) => this.deliverLog(logType)),
            },
            // AWS upgrades minor versions by itself; the older one again would be another, empty cache.
            { ...this.child, protect, ignoreChanges: upgrade ? [] : ["engineVersion"] },
        );
    }

    private deliverLog(logType: string) {
        const id = `${this.name}-${logType}`;
        const group = logGroup(id, this.args.logs, this.child, vendedLogName("cache", id));
        return { logType, logFormat: "json", destinationType: "cloudwatch-logs", destination: group.name };
    }
}

function nodeType(args: CacheArgs): string {
    return args.nodeType ?? defaults.cache.nodeType;
}

function versionOf({ engine = defaults.cache.engine, version }: CacheArgs): string {
    return version ?? CACHE_VERSIONS[engine];
}

/** The parameter group family: `valkey8`, `redis7`, `redis6.x`. */
function parameterFamily(engine: string, version: string): string {
    const [major = ""] = version.split(".");
    return engine === "redis" && major === "6" ? "redis6.x" : `${engine}${major}`;
}
