/** Optional features of a container service. */
import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";

import { ContainerService, type ContainerServiceArgs } from "../../../components/service/containerService";
import { base, KEY, logs, vpc } from "../../support/fixtures";
import { record } from "../../support/recorder";
import { resolve } from "../../support/resolve";

const args: ContainerServiceArgs = {
    ...base,
    cluster: { clusterArn: "arn:cluster", clusterName: "main", infrastructureRoleArn: "arn:infrastructure" },
    vpc,
    logs,
    image: "public.ecr.aws/shop/web:1.2.3",
};
const exposure: NonNullable<ContainerServiceArgs["exposure"]> = {
    loadBalancer: {
        listenerArn: "arn:listener",
        securityGroupId: "sg-balancer",
        arnSuffix: "app/balancer",
        target: { name: "balancer.elb.amazonaws.com", zoneId: "ZELB" },
    },
    priority: 1234,
};
const privateNames = { namespaceId: "ns-given", domain: "unit.internal" };
const alarmTopicArn = "arn:topic";

const service = async (more: Partial<ContainerServiceArgs> = {}) =>
    await record(() => new ContainerService("web", { ...args, ...more }));
type Graph = Awaited<ReturnType<typeof service>>["graph"];

function containersOf(graph: Graph): Record<string, unknown>[] {
    const text = graph.inputs("ecs.TaskDefinition", "web")["containerDefinitions"];
    return JSON.parse(String(text)) as Record<string, unknown>[];
}

describe("ContainerService options", () => {
    it("carries scripts for an emulator in a label", async () => {
        const local = { folder: "examples/sample/tasks/migrate", command: ["node", "migrate.mjs"] };
        const label = async (more: Partial<ContainerServiceArgs>): Promise<unknown> =>
            containersOf((await service(more)).graph)[0]?.["dockerLabels"];
        const { "plumbline.local": text } = (await label({ local })) as Record<string, string>;
        const { command, files } = JSON.parse(String(text)) as { command: unknown; files: string };
        assert.deepEqual(command, local.command);
        const packed = JSON.parse(gunzipSync(Buffer.from(files, "base64")).toString()) as object;
        assert.deepEqual(Object.keys(packed), ["migrate.mjs"]);
        assert.equal(await label({}), undefined);
    });

    describe("a private name", () => {
        it("has one address per task, resolved in the VPC only", async () => {
            const { graph, made } = await service({ privateNames });
            assert.deepEqual(graph.inputs("servicediscovery.Service"), {
                name: "web",
                dnsConfig: {
                    namespaceId: "ns-given",
                    routingPolicy: "MULTIVALUE",
                    dnsRecords: [{ type: "A", ttl: 10 }],
                },
                forceDestroy: true,
            });
            assert.deepEqual(graph.inputs("ecs.Service")["serviceRegistries"], {
                registryArn: "arn:aws:servicediscovery:eu-west-1:111122223333:service/web",
            });
            assert.equal(await resolve(made.url), "http://web.unit.internal:8080");
        });

        it("comes with its port when another workload links to it", async () => {
            const { graph } = await record(() => {
                const used = new ContainerService("stock", { ...args, port: 3000, privateNames });
                return new ContainerService("web", {
                    ...args,
                    links: [{ name: "service/stock", link: used.link() }],
                });
            });
            const { environment } = containersOf(graph)[0] as { environment: unknown };
            assert.deepEqual(environment, [
                { name: "SERVICE_STOCK_URL", value: "http://stock.unit.internal:3000" },
            ]);
            const rule = {
                ipProtocol: "tcp",
                fromPort: 3000,
                toPort: 3000,
                description: "service/stock",
            };
            const [web, stock] = ["securitygroup-web", "securitygroup-stock"];
            assert.deepEqual(graph.inputs("vpc.SecurityGroupEgressRule", "web-service-stock-out"), {
                ...rule,
                securityGroupId: web,
                referencedSecurityGroupId: stock,
            });
            assert.deepEqual(graph.inputs("vpc.SecurityGroupIngressRule", "web-service-stock-in"), {
                ...rule,
                securityGroupId: stock,
                referencedSecurityGroupId: web,
            });
        });

        it("is unnecessary for a public service, whose link opens no port", async () => {
            const { graph, made } = await service({ exposure, privateNames });
            assert.deepEqual(graph.names("servicediscovery.Service"), []);
            assert.equal(made.link().endpoints, undefined);
        });
    });

    describe("traces", () => {
        it("go through a pinned collector beside the container, which is not essential", async () => {
            const [application, collector] = containersOf((await service({ tracing: true })).graph);
            assert.deepEqual(application?.["environment"], [
                { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://localhost:4318" },
                { name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/protobuf" },
                { name: "OTEL_SERVICE_NAME", value: "web" },
            ]);
            assert.deepEqual(application["dependsOn"], [{ containerName: "collector", condition: "START" }]);
            assert.match(String(collector?.["image"]), /aws-otel-collector:v\d+\.\d+\.\d+$/);
            assert.equal(collector?.["essential"], false);
            assert.equal(collector["readonlyRootFilesystem"], true);
            assert.equal(collector["user"], "1000:1000");
        });

        it("may be sent by the task, and only if enabled", async () => {
            const { graph } = await service({ tracing: true });
            assert.deepEqual(graph.statements("iam.RolePolicy", "web-task"), [
                {
                    Effect: "Allow",
                    Action: [
                        "xray:PutTraceSegments",
                        "xray:PutTelemetryRecords",
                        "xray:GetSamplingRules",
                        "xray:GetSamplingTargets",
                        "xray:GetSamplingStatisticSummaries",
                    ],
                    Resource: ["*"],
                },
            ]);
            assert.deepEqual((await service()).graph.names("iam.RolePolicy"), ["web-execution"]);
        });
    });

    it("storage is mounted at /scratch", async () => {
        const { graph } = await service({ storageGib: 50 });
        const task = graph.inputs("ecs.TaskDefinition");
        assert.deepEqual(task["ephemeralStorage"], { sizeInGib: 50 });
        assert.deepEqual(task["volumes"], [{ name: "scratch" }]);
        assert.deepEqual(containersOf(graph)[0]?.["mountPoints"], [
            { sourceVolume: "scratch", containerPath: "/scratch", readOnly: false },
        ]);
    });

    it("a shell has writable folders for its agent", async () => {
        const { graph } = await service({ shell: true });
        const paths = containersOf(graph)[0]?.["mountPoints"] as { containerPath: string }[];
        assert.deepEqual(
            paths.map(({ containerPath }) => containerPath),
            ["/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm"],
        );
        assert.equal(containersOf(graph)[0]?.["readonlyRootFilesystem"], true);
    });

    it("a command checks the container's health", async () => {
        const { graph } = await service({ healthCheckCommand: ["check", "--fast"] });
        assert.deepEqual(containersOf(graph)[0]?.["healthCheck"], {
            interval: 5,
            timeout: 4,
            retries: 3,
            startPeriod: 60,
            command: ["CMD", "check", "--fast"],
        });
    });

    describe("duration of a deployment", () => {
        const timeouts = async (more: Partial<ContainerServiceArgs>) =>
            (await service(more)).graph.one("ecs.Service").timeouts;

        const strategies: [said: string, deployment: ContainerServiceArgs["deployment"] & object, string][] =
            [
                ["nothing if it rolls", { strategy: "rolling" }, "30m"],
                ["as long as it bakes", { strategy: "blueGreen", bakeMinutes: 1440 }, "1470m"],
                ["the wait of a canary", { strategy: "canary", shiftMinutes: 60, bakeMinutes: 10 }, "100m"],
                ["nine waits of ten steps", { strategy: "linear" }, "80m"],
                [
                    "three waits of steps that leave a rest",
                    { strategy: "linear", shiftPercent: 30, shiftMinutes: 10, bakeMinutes: 0 },
                    "60m",
                ],
            ];
        for (const [said, deployment, expected] of strategies) {
            it(`is ${said}, and half an hour for the rest`, async () => {
                assert.deepEqual(await timeouts({ exposure, deployment }), {
                    create: expected,
                    update: expected,
                    delete: "",
                });
            });
        }

        it("is some minutes longer if ECS watches alarms after it", async () => {
            assert.equal((await timeouts({ exposure, alarmTopicArn })).update, "35m");
            assert.equal((await timeouts({ alarmTopicArn })).update, "30m");
        });
    });

    describe("scaling", () => {
        it("uses other targets, and the requests of both target groups", async () => {
            const { graph } = await service({
                exposure,
                cpuPercent: 50,
                memoryPercent: 60,
                requestsPerTask: 600,
            });
            const tracking = (name: string) =>
                graph.inputs("appautoscaling.Policy", `web-${name}`)[
                    "targetTrackingScalingPolicyConfiguration"
                ] as Record<string, unknown>;
            assert.deepEqual([tracking("cpu")["targetValue"], tracking("memory")["targetValue"]], [50, 60]);
            const { customizedMetricSpecification, targetValue } = tracking("requests");
            const { metrics } = customizedMetricSpecification as { metrics: Record<string, unknown>[] };
            assert.equal(targetValue, 600);
            assert.equal(metrics[2]?.["expression"], "FILL(group0, 0) + FILL(group1, 0)");
            assert.deepEqual(
                metrics.map((metric) => metric["returnData"]),
                [false, false, true],
            );
            const groups = metrics.slice(0, 2).map((metric) => {
                const { stat, metric: of } = metric["metricStat"] as {
                    stat: string;
                    metric: { metricName: string; dimensions: { value: string }[] };
                };
                return [stat, of.metricName, ...of.dimensions.map(({ value }) => value)];
            });
            assert.deepEqual(groups, [
                ["Sum", "RequestCountPerTarget", "app/balancer", "targetgroup/web-a"],
                ["Sum", "RequestCountPerTarget", "app/balancer", "targetgroup/web-b"],
            ]);
        });

        it("has scheduled minimum and maximum", async () => {
            const at = "cron(0 18 ? * SAT *)";
            const { graph } = await service({
                schedules: {
                    game: { at, timeZone: "America/New_York", minTasks: 20, maxTasks: 50 },
                    night: { at: "rate(1 day)", minTasks: 1, maxTasks: 2 },
                },
            });
            assert.deepEqual(graph.inputs("appautoscaling.ScheduledAction", "web-game"), {
                serviceNamespace: "ecs",
                resourceId: "service/main/web-0a1b2c3",
                scalableDimension: "ecs:service:DesiredCount",
                schedule: at,
                timezone: "America/New_York",
                scalableTargetAction: { minCapacity: 20, maxCapacity: 50 },
            });
            assert.equal(graph.inputs("appautoscaling.ScheduledAction", "web-night")["timezone"], "UTC");
        });
    });

    describe("alarms", () => {
        it("of the version stop a deployment and roll it back", async () => {
            const { graph } = await service({ exposure, alarmTopicArn });
            assert.deepEqual(graph.inputs("ecs.Service")["alarms"], {
                enable: true,
                rollback: true,
                alarmNames: ["errors-a", "slow-a", "errors-b", "slow-b"].map((key) => `web-${key}-0a1b2c3`),
            });
        });

        it("watch load, missing tasks, errors, latency and failing health checks", async () => {
            const { graph } = await service({ exposure, alarmTopicArn, minTasks: 3 });
            const alarms = graph
                .all("cloudwatch.MetricAlarm")
                .map(({ name, inputs }) => [
                    name,
                    inputs["namespace"],
                    inputs["metricName"],
                    inputs["statistic"] ?? inputs["extendedStatistic"],
                    inputs["comparisonOperator"] === "GreaterThanThreshold" ? ">" : "<",
                    inputs["threshold"],
                    inputs["treatMissingData"],
                ]);
            const elb = (name: string, ...rest: unknown[]) => [`web-${name}`, "AWS/ApplicationELB", ...rest];
            assert.deepEqual(alarms, [
                ["web-cpu", "AWS/ECS", "CPUUtilization", "Average", ">", 85, "notBreaching"],
                elb("errors-a", "HTTPCode_Target_5XX_Count", "Sum", ">", 5, "notBreaching"),
                elb("errors-b", "HTTPCode_Target_5XX_Count", "Sum", ">", 5, "notBreaching"),
                ["web-memory", "AWS/ECS", "MemoryUtilization", "Average", ">", 85, "notBreaching"],
                elb("slow-a", "TargetResponseTime", "p95", ">", 2, "notBreaching"),
                elb("slow-b", "TargetResponseTime", "p95", ">", 2, "notBreaching"),
                ["web-tasks", "AWS/ECS", "CPUUtilization", "SampleCount", "<", 3, "breaching"],
                elb("unhealthy-a", "UnHealthyHostCount", "Maximum", ">", 0, "notBreaching"),
                elb("unhealthy-b", "UnHealthyHostCount", "Maximum", ">", 0, "notBreaching"),
            ]);
            assert.deepEqual(graph.inputs("cloudwatch.MetricAlarm", "web-slow-b")["dimensions"], {
                LoadBalancer: "app/balancer",
                TargetGroup: "targetgroup/web-b",
            });
            for (const { inputs } of graph.all("cloudwatch.MetricAlarm")) {
                assert.deepEqual(
                    [inputs["alarmActions"], inputs["okActions"]],
                    [["arn:topic"], ["arn:topic"]],
                );
                assert.match(String(inputs["alarmDescription"]), /web/);
            }
        });

        it("count no tasks as missing that a schedule has removed", async () => {
            const threshold = async (minTasks: number): Promise<unknown[]> => {
                const night = { at: "rate(1 day)", minTasks, maxTasks: 5 };
                const { graph } = await service({ alarmTopicArn, minTasks: 3, schedules: { night } });
                return graph
                    .all("cloudwatch.MetricAlarm")
                    .filter(({ name }) => name === "web-tasks")
                    .map(({ inputs }) => inputs["threshold"]);
            };
            assert.deepEqual(await threshold(1), [1]);
            assert.deepEqual(await threshold(4), [3]);
            assert.deepEqual(await threshold(0), []);
        });

        it("of a private service watch its tasks only, and stop no deployment", async () => {
            const { graph } = await service({ alarmTopicArn, minTasks: 0 });
            assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["web-cpu", "web-memory"]);
            assert.equal(graph.inputs("ecs.Service")["alarms"], undefined);
        });
    });

    it("shows load, tasks and deployments, and requests and latency if it is public", async () => {
        const titles = async (more: Partial<ContainerServiceArgs>): Promise<unknown[]> => {
            const { made } = await service(more);
            const { title, widgets } = made.dashboardRow();
            assert.equal(title, "Service web");
            return widgets.map((widget) => (widget as unknown as { args: { title: string } }).args.title);
        };
        assert.deepEqual(await titles({}), ["CPU and memory (%)", "Tasks and deployments"]);
        assert.deepEqual(await titles({ exposure }), [
            "CPU and memory (%)",
            "Tasks and deployments",
            "Requests",
            "Response time (s)",
        ]);
    });

    it("refuses traffic shifting without a load balancer", async () => {
        await assert.rejects(
            service({ deployment: { strategy: "canary" } }),
            /strategy canary moves requests at a load balancer; it needs exposure/,
        );
    });

    it("uses the key of the logs for resources that it creates itself", async () => {
        assert.equal((await service()).graph.inputs("cloudwatch.LogGroup")["kmsKeyId"], KEY);
    });
});
