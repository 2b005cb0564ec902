import assert from "node:assert/strict";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { base, KEY, logs, vpc } from "../../support/fixtures";
import type { Graph } from "../../support/graph";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const common = { ...base, vpc, keyArn: KEY, logs };
const aurora = { ...common, engine: "aurora-postgresql", version: "16" } as const;
const single = { ...common, engine: "postgres", version: "16" } as const;
const database = async (args: DatabaseArgs) => await record(() => new Database("app", args));

const MASTER_SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!app-AbCdEf";

/** Inputs of every server, cluster or not. */
const SERVER = {
    engineVersion: "16",
    vpcSecurityGroupIds: ["securitygroup-app"],
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: KEY,
    storageEncrypted: true,
    kmsKeyId: KEY,
    iamDatabaseAuthenticationEnabled: true,
    backupRetentionPeriod: 7,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    skipFinalSnapshot: false,
    port: 5432,
};
const INSTANCE = {
    publiclyAccessible: false,
    autoMinorVersionUpgrade: true,
    monitoringInterval: 60,
    monitoringRoleArn: "arn:aws:iam:eu-west-1:111122223333:role/app-monitoring",
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: KEY,
    performanceInsightsRetentionPeriod: 7,
};

describe("Database", () => {
    const cluster = recordOnce(() => new Database("app", aurora));
    const instance = recordOnce(() => new Database("app", single));

    it("is an encrypted Aurora cluster with deletion protection and a password that RDS manages", () => {
        const { graph } = cluster();
        const { inputs, protect } = graph.one("rds.Cluster");
        assert.partialDeepStrictEqual(inputs, {
            ...SERVER,
            engine: "aurora-postgresql",
            databaseName: "app",
            masterUsername: "platform",
            enabledCloudwatchLogsExports: ["postgresql"],
            serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
        });
        assert.equal(protect, true);
        assert.ok(!("masterPassword" in inputs));
        assert.match(String(inputs["finalSnapshotIdentifier"]), /unit-app-final/);
    });

    it("is a single instance as safe as a cluster, with a standby", () => {
        const { graph } = instance();
        const { inputs, protect } = graph.one("rds.Instance");
        assert.partialDeepStrictEqual(inputs, {
            ...SERVER,
            ...INSTANCE,
            engine: "postgres",
            dbName: "app",
            username: "platform",
            instanceClass: "db.t4g.small",
            storageType: "gp3",
            allocatedStorage: 20,
            maxAllocatedStorage: 100,
            multiAz: true,
        });
        assert.equal(protect, true);
        assert.ok(!("password" in inputs));
        assert.equal(graph.all("rds.Cluster").length + graph.all("rds.ClusterInstance").length, 0);
    });

    for (const [name, recording] of [
        ["cluster", cluster],
        ["instance", instance],
    ] as const) {
        it(`leaves minor versions to AWS: ${name}`, () => {
            const server = recording().graph.one(name === "cluster" ? "rds.Cluster" : "rds.Instance");
            assert.ok(server.ignoreChanges.includes("engineVersion"));
        });

        it(`runs in the isolated subnets, in a security group without inbound rules: ${name}`, () => {
            const { graph } = recording();
            assert.deepEqual(graph.inputs("rds.SubnetGroup")["subnetIds"], vpc.isolatedSubnetIds);
            assert.deepEqual(graph.names("ec2.SecurityGroup"), ["app"]);
            assert.equal(graph.inputs("ec2.SecurityGroup")["vpcId"], "vpc-given");
            assert.deepEqual(graph.names("vpc.SecurityGroupIngressRule"), []);
            assert.deepEqual(graph.names("vpc.SecurityGroupEgressRule"), []);
        });
    }

    it("has one writer and no readers, unless asked for", async () => {
        assert.deepEqual(cluster().graph.names("rds.ClusterInstance"), ["app-writer"]);
        const { graph } = await database({ ...aurora, readers: 2 });
        assert.deepEqual(graph.names("rds.ClusterInstance"), ["app-reader-1", "app-reader-2", "app-writer"]);
        for (const { inputs } of graph.all("rds.ClusterInstance")) {
            assert.partialDeepStrictEqual(inputs, {
                ...INSTANCE,
                clusterIdentifier: "cluster-app",
                engine: "aurora-postgresql",
                instanceClass: "db.serverless",
                copyTagsToSnapshot: true,
            });
        }
    });

    describe("capacity", () => {
        const scaling = async (minCapacity: number, maxCapacity: number): Promise<unknown> =>
            (await database({ ...aurora, minCapacity, maxCapacity })).graph.inputs("rds.Cluster")[
                "serverlessv2ScalingConfiguration"
            ];

        it("of 0 at rest pauses the database after an hour", async () => {
            assert.deepEqual(await scaling(0, 4), {
                minCapacity: 0,
                maxCapacity: 4,
                secondsUntilAutoPause: 3600,
            });
        });

        it("above 0 never pauses it", async () => {
            assert.deepEqual(await scaling(2, 16), { minCapacity: 2, maxCapacity: 16 });
        });
    });

    describe("TLS", () => {
        const engines = {
            "aurora-postgresql": ["16", "aurora-postgresql16", "rds.force_ssl", "1"],
            "aurora-mysql": ["8.0", "aurora-mysql8.0", "require_secure_transport", "ON"],
            postgres: ["16", "postgres16", "rds.force_ssl", "1"],
            mysql: ["8.4", "mysql8.4", "require_secure_transport", "1"],
        } as const;
        for (const [engine, [version, family, name, value]] of Object.entries(engines)) {
            it(`is required by a parameter: ${engine}`, async () => {
                const { graph } = await database({ ...common, engine, version } as DatabaseArgs);
                const kind = engine.startsWith("aurora") ? "rds.ClusterParameterGroup" : "rds.ParameterGroup";
                const { family: given, parameters } = graph.inputs(kind);
                assert.equal(given, family);
                const set = (parameters as { name: string; value: string }[]).filter(
                    (parameter) => parameter.name === name,
                );
                assert.deepEqual(
                    set.map((parameter) => parameter.value),
                    [value],
                );
                assert.equal(graph.inputs("ec2.SecurityGroup")["vpcId"], "vpc-given");
            });
        }
    });

    it("listens on its engine's default port", async () => {
        assert.equal(cluster().made.port, 5432);
        const { made, graph } = await database({ ...common, engine: "mysql", version: "8.4" });
        assert.equal(made.port, 3306);
        assert.equal(graph.inputs("rds.Instance")["port"], 3306);
    });

    it("can be deleted without a final snapshot where deletion is allowed", async () => {
        for (const args of [aurora, single]) {
            const { graph } = await database({ ...args, protect: false });
            const server = graph.one(args.engine === "postgres" ? "rds.Instance" : "rds.Cluster");
            assert.equal(server.protect, false);
            assert.partialDeepStrictEqual(server.inputs, {
                deletionProtection: false,
                skipFinalSnapshot: true,
            });
            assert.ok(!("finalSnapshotIdentifier" in server.inputs));
        }
    });

    it("applies its arguments", async () => {
        const { graph } = await database({
            ...single,
            instanceClass: "db.m7g.large",
            storageGib: 50,
            maxStorageGib: 500,
            multiAz: false,
            backupRetentionDays: 35,
            databaseName: "shop",
            performanceInsights: false,
        });
        const inputs = graph.inputs("rds.Instance");
        assert.partialDeepStrictEqual(inputs, {
            instanceClass: "db.m7g.large",
            allocatedStorage: 50,
            maxAllocatedStorage: 500,
            multiAz: false,
            backupRetentionPeriod: 35,
            dbName: "shop",
            performanceInsightsEnabled: false,
        });
        assert.ok(!("performanceInsightsKmsKeyId" in inputs));
    });

    it("sends enhanced monitoring through a role for that only", () => {
        const { graph } = cluster();
        assert.deepEqual(graph.statements("iam.Role", "app-monitoring", "assumeRolePolicy"), [
            {
                Effect: "Allow",
                Action: ["sts:AssumeRole"],
                Principal: { Service: ["monitoring.rds.amazonaws.com"] },
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
        ]);
        assert.equal(
            graph.inputs("iam.RolePolicyAttachment", "app-monitoring")["policyArn"],
            "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        );
        assert.deepEqual(graph.names("iam.RolePolicy"), []);
    });

    it("links by address, credentials ARN and port", async () => {
        const secret = { arn: MASTER_SECRET, keyArn: KEY, rotates: true };
        const { environment, secrets, endpoints } = await resolve(cluster().made.link());
        assert.deepEqual(environment, {
            DATABASE_APP_HOST: "app.cluster-abc.eu-west-1.rds.amazonaws.com",
            DATABASE_APP_PORT: "5432",
            DATABASE_APP_NAME: "app",
        });
        assert.deepEqual(secrets, {
            DATABASE_APP_USERNAME: { ...secret, jsonKey: "username" },
            DATABASE_APP_PASSWORD: { ...secret, jsonKey: "password" },
        });
        assert.deepEqual(endpoints, [
            { securityGroupId: "securitygroup-app", port: 5432, description: "database/app" },
        ]);
    });

    it("registers its outputs", async () => {
        const fields = ["host", "port", "securityGroupId", "secretArn"] as const;
        await assertRegistered(cluster(), "Database", fields);
        await assertRegistered(instance(), "Database", fields);
    });

    it("has no security group rule of its own, in any engine", async () => {
        const graphs: Graph[] = [cluster().graph, instance().graph];
        for (const graph of graphs) {
            const text = JSON.stringify(graph.resources.map(({ inputs }) => inputs));
            assert.doesNotMatch(text, /0\.0\.0\.0\/0|"publiclyAccessible":true/);
        }
    });
});
