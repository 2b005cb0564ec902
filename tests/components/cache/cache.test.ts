import assert from "node:assert/strict";

import { Cache, type CacheArgs } from "../../../components/cache/cache";
import { ALERTS, base, KEY, logs, vpc } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { GENERATED_SECRET } from "../../support/providerOutputs";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: CacheArgs = { accountId: base.accountId, vpc, keyArn: KEY, logs, alarmTopicArn: ALERTS };
const groupOf = async (more: Partial<CacheArgs>) =>
    (await record(() => new Cache("sessions", { ...args, ...more }))).graph;

const TOKEN_SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:sessions-token-AbCdEf";

describe("Cache", () => {
    const recording = recordOnce(() => new Cache("sessions", args));

    it("is encrypted, requires TLS, and has a standby in another zone and snapshots", () => {
        const { inputs, protect } = recording().graph.one("elasticache.ReplicationGroup");
        assert.partialDeepStrictEqual(inputs, {
            engine: "valkey",
            engineVersion: "8.1",
            nodeType: "cache.t4g.micro",
            numCacheClusters: 2,
            automaticFailoverEnabled: true,
            multiAzEnabled: true,
            port: 6379,
            securityGroupIds: ["securitygroup-sessions"],
            atRestEncryptionEnabled: true,
            kmsKeyId: KEY,
            transitEncryptionEnabled: true,
            transitEncryptionMode: "required",
            authTokenUpdateStrategy: "ROTATE",
            autoMinorVersionUpgrade: true,
            applyImmediately: false,
            snapshotRetentionLimit: 7,
            snapshotWindow: "02:00-03:00",
            maintenanceWindow: "sun:03:30-sun:04:30",
            finalSnapshotIdentifier: "plumbline-unit-sessions-final",
        });
        assert.equal(protect, true);
    });

    it("has a token, secret in every input, stored in Secrets Manager", () => {
        const { graph } = recording();
        const group = graph.one("elasticache.ReplicationGroup");
        const version = graph.one("secretsmanager.SecretVersion");
        assert.equal(group.inputs["authToken"], GENERATED_SECRET);
        assert.equal(version.inputs["secretString"], GENERATED_SECRET);
        assert.ok(group.secretPaths.includes("authToken"));
        assert.ok(version.secretPaths.includes("secretString"));
        assert.deepEqual(graph.inputs("random.RandomPassword"), { length: 128, special: false });
        assert.partialDeepStrictEqual(graph.inputs("secretsmanager.Secret"), {
            kmsKeyId: KEY,
            recoveryWindowInDays: 30,
        });
    });

    it("restricts its token to its own account", () => {
        const { graph } = recording();
        assert.partialDeepStrictEqual(graph.inputs("secretsmanager.SecretPolicy"), {
            secretArn: TOKEN_SECRET,
            blockPublicPolicy: true,
        });
        const [denied] = graph.statements("secretsmanager.SecretPolicy", "sessions-token");
        assert.partialDeepStrictEqual(denied, {
            Effect: "Deny",
            Action: ["secretsmanager:*"],
            Principal: "*",
            Condition: { StringNotEquals: { "aws:PrincipalAccount": base.accountId } },
        });
    });

    it("generates another token for each number, and keeps the first one", async () => {
        const password = async (tokenGeneration: number) =>
            (await groupOf({ tokenGeneration })).inputs("random.RandomPassword");
        const first = { length: 128, special: false };
        assert.deepEqual(await password(1), first);
        assert.deepEqual(await password(2), { ...first, keepers: { generation: "2" } });
    });

    it("runs in the isolated subnets, in a security group without inbound rules", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("elasticache.SubnetGroup")["subnetIds"], vpc.isolatedSubnetIds);
        assert.deepEqual(graph.names("vpc.SecurityGroupIngressRule"), []);
        assert.deepEqual(graph.names("vpc.SecurityGroupEgressRule"), []);
    });

    it("delivers its logs to encrypted log groups with a retention", () => {
        const { graph } = recording();
        assert.deepEqual(graph.names("cloudwatch.LogGroup"), ["sessions-engine-log", "sessions-slow-log"]);
        for (const { name, inputs } of graph.all("cloudwatch.LogGroup")) {
            assert.deepEqual(inputs, {
                name: `/aws/vendedlogs/plumbline/unit/cache/${name}`,
                retentionInDays: 30,
                kmsKeyId: KEY,
            });
        }
        const delivered = graph.inputs("elasticache.ReplicationGroup")["logDeliveryConfigurations"];
        assert.deepEqual(
            (delivered as { logType: string; destination: string }[]).map((log) => [
                log.logType,
                log.destination,
            ]),
            [
                ["slow-log", "/aws/vendedlogs/plumbline/unit/cache/sessions-slow-log"],
                ["engine-log", "/aws/vendedlogs/plumbline/unit/cache/sessions-engine-log"],
            ],
        );
    });

    it("evicts keys with a time to live first by default", async () => {
        assert.partialDeepStrictEqual(recording().graph.inputs("elasticache.ParameterGroup"), {
            family: "valkey8",
            parameters: [{ name: "maxmemory-policy", value: "volatile-lru" }],
        });
        const redis = await groupOf({ engine: "redis", version: "6.2", evictionPolicy: "noeviction" });
        assert.partialDeepStrictEqual(redis.inputs("elasticache.ParameterGroup"), {
            family: "redis6.x",
            parameters: [{ name: "maxmemory-policy", value: "noeviction" }],
        });
    });

    it("has no failover with one node", async () => {
        const graph = await groupOf({ replicas: 0, protect: false, engine: "redis" });
        const { inputs, protect } = graph.one("elasticache.ReplicationGroup");
        assert.partialDeepStrictEqual(inputs, {
            engineVersion: "7.1",
            numCacheClusters: 1,
            automaticFailoverEnabled: false,
            multiAzEnabled: false,
            applyImmediately: true,
        });
        assert.equal(protect, false);
        assert.ok(!("finalSnapshotIdentifier" in inputs));
        assert.equal(graph.inputs("secretsmanager.Secret")["recoveryWindowInDays"], 0);
    });

    it("has alarms per node: CPU, memory, evictions", async () => {
        const { graph } = recording();
        const names = ["cpu", "evictions", "memory"].flatMap((what) =>
            [1, 2].map((n) => `sessions-${what}-${n}`),
        );
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), names);
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "sessions-memory-2"), {
            namespace: "AWS/ElastiCache",
            metricName: "DatabaseMemoryUsagePercentage",
            dimensions: { CacheClusterId: "replicationgroup-sessions-002" },
            threshold: 80,
            alarmActions: [ALERTS],
        });
        const cpu = (of: typeof graph) => of.inputs("cloudwatch.MetricAlarm", "sessions-cpu-1")["metricName"];
        assert.equal(cpu(graph), "CPUUtilization");
        assert.equal(cpu(await groupOf({ nodeType: "cache.m7g.large" })), "EngineCPUUtilization");
        assert.equal(recording().made.dashboardRow().widgets.length, 4);
    });

    it("links by addresses, token ARN and port", async () => {
        assert.deepEqual(await resolve(recording().made.link()), {
            environment: {
                CACHE_SESSIONS_HOST: "master.sessions.cache.amazonaws.com",
                CACHE_SESSIONS_PORT: "6379",
                CACHE_SESSIONS_READER_HOST: "replica.sessions.cache.amazonaws.com",
            },
            secrets: { CACHE_SESSIONS_TOKEN: { arn: TOKEN_SECRET, keyArn: KEY } },
            endpoints: [
                { securityGroupId: "securitygroup-sessions", port: 6379, description: "cache/sessions" },
            ],
        });
    });

    it("registers its outputs", async () => {
        const fields = ["host", "port", "securityGroupId", "secretArn", "replicationGroupId"] as const;
        await assertRegistered(recording(), "Cache", fields);
    });
});
