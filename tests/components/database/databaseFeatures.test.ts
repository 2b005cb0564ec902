import assert from "node:assert/strict";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { OsMetricsLog } from "../../../components/database/osMetricsLog";
import { ALERTS, base, KEY, logs, vpc } from "../../support/fixtures";
import type { Graph } from "../../support/graph";
import { record, recordOnce } from "../../support/recorder";
import { resolve } from "../../support/resolve";

const common = { ...base, vpc, keyArn: KEY, logs, alarmTopicArn: ALERTS };
const aurora = { ...common, engine: "aurora-postgresql", version: "16" } as const;
const single = { ...common, engine: "postgres", version: "16" } as const;
const database = async (args: DatabaseArgs) => await record(() => new Database("app", args));

const MASTER_SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!app-AbCdEf";
const READ_SECRET = [
    { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [MASTER_SECRET] },
    {
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [KEY],
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
    },
];
const connectTo = (resourceId: string) => ({
    actions: ["rds-db:connect"],
    resources: [`arn:aws:rds-db:eu-west-1:111122223333:dbuser:${resourceId}/shop`],
});

/** Open connections: from group, port, to group; each pair has two rules. */
function openings(graph: Graph): string[] {
    const pairs = (kind: string, from: string, to: string): string[] =>
        graph
            .all(kind)
            .map(
                ({ inputs }) => `${String(inputs[from])} ${String(inputs["fromPort"])} ${String(inputs[to])}`,
            );
    const out = pairs("vpc.SecurityGroupEgressRule", "securityGroupId", "referencedSecurityGroupId");
    const into = pairs("vpc.SecurityGroupIngressRule", "referencedSecurityGroupId", "securityGroupId");
    assert.deepEqual(out, into);
    return out;
}

describe("Database: readers", () => {
    it("keep the requested number, unless a maximum is set", async () => {
        const { graph } = await database({ ...aurora, readers: 2 });
        assert.deepEqual(graph.all("appautoscaling.Target"), []);
    });

    it("scale with CPU and connections between minimum and maximum", async () => {
        const { graph } = await database({ ...aurora, readers: 1, maxReaders: 5 });
        const where = {
            serviceNamespace: "rds",
            resourceId: "cluster:cluster-app",
            scalableDimension: "rds:cluster:ReadReplicaCount",
        };
        assert.deepEqual(graph.inputs("appautoscaling.Target"), { ...where, minCapacity: 1, maxCapacity: 5 });
        const tracking = (predefinedMetricType: string, targetValue: number) => ({
            ...where,
            policyType: "TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration: {
                predefinedMetricSpecification: { predefinedMetricType },
                targetValue,
                scaleOutCooldown: 300,
                scaleInCooldown: 300,
            },
        });
        assert.deepEqual(
            graph.inputs("appautoscaling.Policy", "app-readers-cpu"),
            tracking("RDSReaderAverageCPUUtilization", 70),
        );
        assert.deepEqual(
            graph.inputs("appautoscaling.Policy", "app-readers-connections"),
            tracking("RDSReaderAverageDatabaseConnections", 700),
        );
    });

    it("are linked by a reader endpoint", async () => {
        const { made } = await database({ ...aurora, readers: 1 });
        const { environment } = await resolve(made.link());
        assert.equal(
            environment?.["DATABASE_APP_READER_HOST"],
            "app.cluster-ro-abc.eu-west-1.rds.amazonaws.com",
        );
    });
});

describe("Database: proxy", () => {
    const cluster = recordOnce(() => new Database("app", { ...aurora, proxy: true, readers: 1, port: 5433 }));
    const byToken = recordOnce(() => new Database("app", { ...single, proxy: true, iamUser: "shop" }));

    it("requires TLS, and reads the master secret", () => {
        const { graph } = cluster();
        assert.deepEqual(graph.inputs("rds.Proxy"), {
            name: "plumbline-unit-app",
            engineFamily: "POSTGRESQL",
            requireTls: true,
            roleArn: "arn:aws:iam:eu-west-1:111122223333:role/app-proxy",
            vpcSubnetIds: vpc.isolatedSubnetIds,
            vpcSecurityGroupIds: ["securitygroup-app-proxy"],
            auths: [{ authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: MASTER_SECRET }],
        });
        assert.partialDeepStrictEqual(graph.inputs("rds.ProxyTarget"), {
            dbClusterIdentifier: "cluster-app",
        });
    });

    it("has a role for the master secret only", () => {
        const { graph } = cluster();
        assert.deepEqual(graph.statements("iam.RolePolicy", "app-proxy"), READ_SECRET);
        assert.deepEqual(graph.statements("iam.Role", "app-proxy", "assumeRolePolicy"), [
            { Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: ["rds.amazonaws.com"] } },
        ]);
    });

    it("is the only allowed source at the server's port", () => {
        assert.deepEqual(openings(cluster().graph), ["securitygroup-app-proxy 5433 securitygroup-app"]);
    });

    it("is the target of links, with its own port, and a separate endpoint for readers", async () => {
        const { environment, endpoints } = await resolve(cluster().made.link());
        assert.deepEqual(environment, {
            DATABASE_APP_HOST: "app-proxy.proxy-abc.eu-west-1.rds.amazonaws.com",
            DATABASE_APP_READER_HOST: "app-proxy-readers.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com",
            DATABASE_APP_PORT: "5432",
            DATABASE_APP_NAME: "app",
        });
        assert.deepEqual(endpoints, [
            { securityGroupId: "securitygroup-app-proxy", port: 5432, description: "database/app" },
        ]);
        assert.equal(cluster().graph.inputs("rds.ProxyEndpoint")["targetRole"], "READ_ONLY");
    });

    it("signs in as the workloads' database user with an IAM token, without a password", async () => {
        const { graph, made } = byToken();
        const inputs = graph.inputs("rds.Proxy");
        assert.equal(inputs["defaultAuthScheme"], "IAM_AUTH");
        assert.ok(!("auths" in inputs));
        const { actions, resources } = connectTo("db-APP");
        assert.deepEqual(graph.statements("iam.RolePolicy", "app-proxy"), [
            { Effect: "Allow", Action: actions, Resource: resources },
        ]);
        assert.deepEqual((await resolve(made.link())).statements, [connectTo("prx-app-proxy")]);
        assert.partialDeepStrictEqual(graph.inputs("rds.ProxyTarget"), {
            dbInstanceIdentifier: "plumbline-unit-app",
        });
    });
});

describe("Database: other connections", () => {
    it("an IAM user replaces the master password, on exactly this server", async () => {
        const { made } = await database({ ...aurora, iamUser: "shop" });
        const { environment, secrets, statements } = await resolve(made.link());
        assert.equal(environment?.["DATABASE_APP_USER"], "shop");
        assert.deepEqual(secrets, {});
        assert.deepEqual(statements, [connectTo("cluster-APP")]);
    });

    it("the Data API is off unless asked for", async () => {
        const { graph, made } = await database(aurora);
        assert.equal(graph.inputs("rds.Cluster")["enableHttpEndpoint"], false);
        assert.deepEqual((await resolve(made.link())).statements, []);
    });

    it("the Data API is called on exactly this cluster, with exactly its secret", async () => {
        const { graph, made } = await database({ ...aurora, dataApi: true });
        const arn = "arn:aws:rds:eu-west-1:111122223333:cluster/app";
        const { environment, statements } = await resolve(made.link());
        assert.equal(graph.inputs("rds.Cluster")["enableHttpEndpoint"], true);
        assert.partialDeepStrictEqual(environment, {
            DATABASE_APP_ARN: arn,
            DATABASE_APP_SECRET_ARN: MASTER_SECRET,
        });
        assert.deepEqual(
            statements?.map(({ resources }) => resources),
            [[arn], [MASTER_SECRET], [KEY]],
        );
    });

    it("a custom port applies to the server, the security group rule and the link", async () => {
        const { graph, made } = await database({ ...single, port: 15432 });
        assert.equal(graph.inputs("rds.Instance")["port"], 15432);
        const { environment, endpoints } = await resolve(made.link());
        assert.equal(environment?.["DATABASE_APP_PORT"], "15432");
        assert.equal(endpoints?.[0]?.port, 15432);
    });
});

describe("Database: logs and parameters", () => {
    const groups = {
        "aurora-postgresql": ["16", ["/aws/rds/cluster/plumbline-unit-app/postgresql"]],
        "aurora-mysql": [
            "8.0",
            ["audit", "error", "slowquery"].map((log) => `/aws/rds/cluster/plumbline-unit-app/${log}`),
        ],
        postgres: [
            "16",
            ["postgresql", "upgrade"].map((log) => `/aws/rds/instance/plumbline-unit-app/${log}`),
        ],
        mysql: ["8.4", ["error", "slowquery"].map((log) => `/aws/rds/instance/plumbline-unit-app/${log}`)],
    } as const;
    for (const [engine, [version, names]] of Object.entries(groups)) {
        it(`are encrypted and retained, from the server's first line on: ${engine}`, async () => {
            const { graph } = await database({ ...common, engine, version } as DatabaseArgs);
            const made = graph.all("cloudwatch.LogGroup");
            assert.deepEqual(made.map(({ inputs }) => inputs["name"]).sort(), [...names].sort());
            for (const { inputs } of made) {
                assert.partialDeepStrictEqual(inputs, { retentionInDays: 30, kmsKeyId: KEY });
            }
            const server = graph.one(engine.startsWith("aurora") ? "rds.Cluster" : "rds.Instance");
            for (const { urn } of made) assert.ok(server.dependsOn.includes(urn));
        });
    }

    describe("of enhanced monitoring, which all databases of the account share", () => {
        const withLog = (mode: "create" | "adopt") =>
            record(() => {
                const osMetricsLog = new OsMetricsLog("rds-os-metrics", { mode, logs });
                new Database("app", { ...aurora, osMetricsLog });
            });

        it("is there before the first server, with key and retention", async () => {
            const { graph } = await withLog("create");
            const group = graph.one("cloudwatch.LogGroup", "rds-os-metrics");
            assert.deepEqual(group.inputs, {
                name: "RDSOSMetrics",
                retentionInDays: logs.retentionDays,
                kmsKeyId: KEY,
            });
            assert.ok(graph.one("rds.Cluster").dependsOn.includes(group.urn));
        });

        it("is read where another stack owns it, so that a missing one fails", async () => {
            const { graph } = await withLog("adopt");
            assert.deepEqual(graph.adopted, [
                { kind: "cloudwatch.LogGroup", name: "rds-os-metrics", id: "RDSOSMetrics" },
            ]);
            assert.deepEqual(graph.names("cloudwatch.LogGroup"), ["app-postgresql"]);
        });
    });

    it("custom parameters precede the component's, and apply at the next restart", async () => {
        const { graph } = await database({
            ...single,
            parameters: { work_mem: "65536", log_statement: "all" },
        });
        assert.deepEqual(graph.inputs("rds.ParameterGroup")["parameters"], [
            { name: "log_min_duration_statement", value: "1000", applyMethod: "immediate" },
            { name: "log_statement", value: "all", applyMethod: "pending-reboot" },
            { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
            { name: "work_mem", value: "65536", applyMethod: "pending-reboot" },
        ]);
    });
});

describe("Database: alarms and dashboard", () => {
    const thresholds = async (args: DatabaseArgs): Promise<Record<string, unknown>> => {
        const { graph } = await database(args);
        return Object.fromEntries(
            graph.all("cloudwatch.MetricAlarm").map(({ name, inputs }) => {
                assert.deepEqual(inputs["alarmActions"], [ALERTS]);
                return [name, [inputs["metricName"], inputs["comparisonOperator"], inputs["threshold"]]];
            }),
        );
    };

    it("of a serverless cluster, measured against its capacity", async () => {
        assert.deepEqual(await thresholds({ ...aurora, minCapacity: 1, maxCapacity: 8 }), {
            "app-capacity": ["ACUUtilization", "GreaterThanThreshold", 90],
            // 70 % of 16 GiB / 9531392
            "app-connections": ["DatabaseConnections", "GreaterThanThreshold", 1261],
            "app-cpu": ["CPUUtilization", "GreaterThanThreshold", 80],
            "app-memory": ["FreeableMemory", "LessThanThreshold", 1717986918],
        });
    });

    it("of an instance, measured against its class and its storage", async () => {
        const args = { ...common, engine: "mysql", version: "8.4", instanceClass: "db.m7g.xlarge" } as const;
        assert.deepEqual(await thresholds({ ...args, storageGib: 100 }), {
            // 70 % of 16 GiB / 12582880
            "app-connections": ["DatabaseConnections", "GreaterThanThreshold", 955],
            "app-cpu": ["CPUUtilization", "GreaterThanThreshold", 80],
            "app-memory": ["FreeableMemory", "LessThanThreshold", 1717986918],
            "app-storage": ["FreeStorageSpace", "LessThanThreshold", 10737418240],
        });
    });

    it("has a place on the dashboard", async () => {
        const { made } = await database(aurora);
        const { title, widgets } = made.dashboardRow();
        assert.equal(title, "Database app");
        assert.equal(widgets.length, 4);
    });

    it("leaves out Performance Insights where the instance class is too small for it", async () => {
        const insights = async (instanceClass: string) =>
            (await database({ ...common, engine: "mysql", version: "8.4", instanceClass })).graph.inputs(
                "rds.Instance",
            )["performanceInsightsEnabled"];
        assert.deepEqual([await insights("db.t4g.small"), await insights("db.t4g.medium")], [false, true]);
    });

    it("is in the given backup plan, by its tag", async () => {
        const { graph } = await database({ ...aurora, backupPlan: "nightly" });
        assert.deepEqual(graph.inputs("rds.Cluster")["tags"], { Backup: "nightly" });
    });

    it("applies interrupting changes at once only where deletion is allowed too", async () => {
        for (const protect of [true, false]) {
            const { graph } = await database({ ...single, protect });
            assert.equal(graph.inputs("rds.Instance")["applyImmediately"], !protect);
        }
    });
});
