import assert from "node:assert/strict";

import { Cluster } from "../../../components/service/cluster";
import { Monitoring, type MonitoringArgs } from "../../../components/monitoring/monitoring";
import { Network } from "../../../components/network/network";
import { Queue } from "../../../components/storage/queue";
import { SecretRotation } from "../../../components/secret/secretRotation";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import type { Graph } from "../../support/graph";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const shared = { ...base, keyArn: KEY, alarmTopicArn: ALERTS };
const queues = (count: number) =>
    Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`jobs-${index}`, new Queue(`jobs-${index}`, shared)]),
    );
const args: Omit<MonitoringArgs, "components"> = {
    ...shared,
    awsName: "shop-prod",
    stack: "prod",
    deployments: { maxSeconds: 600, maxRollBackSeconds: 120 },
    traces: {
        slowSeconds: 2,
        samplePercent: 5,
        samplesPerSecond: 1,
        ignorePaths: ["/health*"],
        customerKey: false,
    },
};
const monitoring = async (
    components: () => MonitoringArgs["components"],
    more: Partial<MonitoringArgs> = {},
) => (await record(() => new Monitoring("monitoring", { ...args, components: components(), ...more }))).graph;

interface Widget {
    readonly type: string;
    readonly properties: {
        readonly title?: string;
        readonly markdown?: string;
        readonly alarms?: readonly string[];
        readonly metrics?: readonly unknown[];
    };
}
const widgets = (graph: Graph): Widget[] =>
    (JSON.parse(String(graph.inputs("cloudwatch.Dashboard")["dashboardBody"])) as { widgets: Widget[] })
        .widgets;
const headings = (graph: Graph): (string | undefined)[] =>
    widgets(graph)
        .filter(({ type }) => type === "text")
        .map(({ properties }) => properties.markdown);
const rotation = () => ({ platform: { rotation: new SecretRotation("rotation", { ...shared, logs }) } });

describe("Monitoring", () => {
    const recording = recordOnce(
        () => new Monitoring("monitoring", { ...args, components: { queue: queues(2), ...rotation() } }),
    );

    it("shows the health of the stack, its deployments, then every component in its own row", () => {
        const { graph } = recording();
        assert.equal(graph.inputs("cloudwatch.Dashboard")["dashboardName"], "shop-prod");
        assert.deepEqual(headings(graph), [
            "## Health",
            "## Deployments",
            "## Queue jobs-0",
            "## Queue jobs-1",
            "## Rotation of secrets rotation",
        ]);
    });

    it("has one alarm that goes off with any alarm of a component or its own", () => {
        const { graph } = recording();
        const rule = String(graph.inputs("cloudwatch.CompositeAlarm")["alarmRule"]);
        const names = graph.all("cloudwatch.MetricAlarm").map(({ name }) => `ALARM("${name}-0a1b2c3")`);
        assert.deepEqual(rule.split(" OR ").sort(), names);
        assert.equal(graph.inputs("cloudwatch.CompositeAlarm")["alarmName"], "shop-prod-health");
        const [status] = widgets(graph).filter(({ type }) => type === "alarm");
        assert.equal(status?.properties.alarms?.length, names.length + 1);
    });

    it("merges the graphs of a large kind above a hundred widgets", async () => {
        const graph = await monitoring(() => ({ queue: queues(27), ...rotation() }));
        const shown = widgets(graph);
        assert.ok(shown.length <= 100, `${shown.length} widgets`);
        assert.deepEqual(headings(graph), [
            "## Health",
            "## Deployments",
            "## All of kind queue",
            "## Rotation of secrets rotation",
        ]);
        const ages = shown.find(({ properties }) => properties.title === "Oldest message (s)");
        assert.equal(ages?.properties.metrics?.length, 27);
        const labels = JSON.stringify(ages?.properties.metrics);
        assert.ok(labels.includes("Queue jobs-0: Age") && labels.includes("Queue jobs-26: Age"), labels);
    });

    it("saves queries over the logs of all components, fifty log groups to a query", async () => {
        const { graph } = recording();
        assert.deepEqual(graph.names("cloudwatch.QueryDefinition"), [
            "monitoring-errors",
            "monitoring-slowest-runs",
        ]);
        assert.deepEqual(graph.inputs("cloudwatch.QueryDefinition", "monitoring-errors")["logGroupNames"], [
            "rotation-0a1b2c3",
        ]);
        const many = await monitoring(() => ({
            platform: Object.fromEntries(
                Array.from({ length: 51 }, (_, index) => [
                    `r-${index}`,
                    new SecretRotation(`r-${index}`, { ...shared, logs }),
                ]),
            ),
        }));
        const sizes = many
            .all("cloudwatch.QueryDefinition")
            .map(({ name, inputs }) => [name, (inputs["logGroupNames"] as string[]).length]);
        assert.deepEqual(sizes, [
            ["monitoring-errors", 50],
            ["monitoring-errors-2", 1],
            ["monitoring-slowest-runs", 50],
            ["monitoring-slowest-runs-2", 1],
        ]);
    });

    it("counts business events in a component's log, and treats missing data as breaching below a threshold", async () => {
        const graph = await monitoring(rotation, {
            metrics: {
                rotated: {
                    source: "platform/rotation",
                    pattern: "rotated",
                    value: "1",
                    unit: "Count",
                    alarm: { description: "Nothing rotates", threshold: 1, when: "below", periods: 2 },
                },
                seconds: {
                    source: "platform/rotation",
                    pattern: "{ $.took > 0 }",
                    value: "$.took",
                    unit: "Seconds",
                },
            },
        });
        assert.deepEqual(graph.inputs("cloudwatch.LogMetricFilter", "monitoring-rotated"), {
            logGroupName: "rotation-0a1b2c3",
            pattern: "rotated",
            metricTransformation: {
                namespace: "shop-prod",
                name: "rotated",
                value: "1",
                unit: "Count",
                defaultValue: "0",
            },
        });
        const measured = graph.inputs("cloudwatch.LogMetricFilter", "monitoring-seconds");
        assert.equal("defaultValue" in (measured["metricTransformation"] as object), false);
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "monitoring-rotated"), {
            comparisonOperator: "LessThanThreshold",
            threshold: 1,
            evaluationPeriods: 2,
            treatMissingData: "breaching",
            alarmActions: [ALERTS],
        });
        assert.ok(headings(graph).includes("## Business"));
    });

    it("refuses to count events without a log, and reports it without a stack trace", async () => {
        const metric = { pattern: "x", value: "1", unit: "Count" as const, source: "queue/jobs-0" };
        await assert.rejects(
            monitoring(() => ({ queue: queues(1) }), { metrics: { jobs: metric } }),
            (error: Error & { hideStack?: boolean }) => {
                assert.equal(error.message, "metric jobs: queue/jobs-0 has no log to count in");
                assert.equal(error.hideStack, true);
                return true;
            },
        );
    });

    it("watches deployments: failed, rolled back, slow", () => {
        const { graph } = recording();
        const limits = graph
            .all("cloudwatch.MetricAlarm")
            .filter(({ name }) => name.startsWith("monitoring-deployment"))
            .map(({ name, inputs }) => [name, inputs["metricName"], inputs["threshold"]]);
        assert.deepEqual(limits, [
            ["monitoring-deployment-failed", "Success", 1],
            ["monitoring-deployment-roll-back-slow", "RollBackDuration", 120],
            ["monitoring-deployment-rolled-back", "RollBack", 0],
            ["monitoring-deployment-slow", "Duration", 600],
        ]);
    });

    it("shows base and shared components: NAT gateways, cluster, secret rotation", async () => {
        const network = { cidr: "10.0.0.0/16", zones: ["a", "b"] as const, logs };
        const graph = await monitoring(() => ({
            platform: {
                network: new Network("network", { ...shared, ...network }),
                cluster: new Cluster("services", { ...shared, logs }),
                rotation: new SecretRotation("rotation", { ...shared, logs }),
            },
        }));
        assert.deepEqual(headings(graph).slice(-3), [
            "## Network network",
            "## Cluster services",
            "## Rotation of secrets rotation",
        ]);
        const text = JSON.stringify(widgets(graph).flatMap(({ properties }) => properties.metrics ?? []));
        for (const metric of [
            ...["a", "b"].flatMap((zone) =>
                ["ErrorPortAllocation", "PacketsDropCount", "BytesOutToDestination"].map(
                    (name) => `"AWS/NATGateway","${name}","NatGatewayId","natgateway-network-nat-${zone}"`,
                ),
            ),
            '"ECS/ContainerInsights","TaskCount","ClusterName","services-0a1b2c3"',
            '"ECS/ContainerInsights","CpuReserved","ClusterName","services-0a1b2c3"',
            '"AWS/Lambda","Errors","FunctionName","rotation-0a1b2c3"',
        ]) {
            assert.ok(text.includes(metric), metric);
        }
    });

    it("keeps the names of X-Ray rules within 32 characters, number included", async () => {
        const awsName = `plumbline-${"s".repeat(22)}`;
        const traces = { ...args.traces, ignorePaths: Array.from({ length: 11 }, (_, n) => `/health${n}`) };
        const graph = await monitoring(() => ({}), { awsName, traces });
        const names = graph.all("xray.SamplingRule").map(({ inputs }) => String(inputs["ruleName"]));
        assert.deepEqual(
            names.filter((name) => name.length > 32),
            [],
        );
        assert.equal(new Set(names).size, 12);
    });

    it("tells the X-Ray rules of two stacks apart, whose names differ at the end only", async () => {
        const traces = { ...args.traces, ignorePaths: ["/health*"] };
        const names: unknown[] = [];
        for (const end of ["1", "2"]) {
            const awsName = `plumbline-${"s".repeat(21)}${end}`;
            const graph = await monitoring(() => ({}), { awsName, traces });
            names.push(...graph.all("xray.SamplingRule").map(({ inputs }) => inputs["ruleName"]));
        }
        assert.equal(new Set(names).size, 4);
    });

    it("keeps the name of each path's X-Ray rule when another path comes before it, or goes", async () => {
        const namesOf = async (ignorePaths: string[]) => {
            const graph = await monitoring(() => ({}), { traces: { ...args.traces, ignorePaths } });
            return new Map(
                graph.all("xray.SamplingRule").map(({ name, inputs }) => [name, inputs["ruleName"]]),
            );
        };
        const [before, after] = [await namesOf(["/a", "/b"]), await namesOf(["/c", "/b", "/a"])];
        for (const [name, ruleName] of before) assert.equal(after.get(name), ruleName, name);
        assert.equal(new Set(after.values()).size, 4);
    });

    it("traces a share of the requests, but no health checks, with AWS's key by default", async () => {
        const { graph } = recording();
        assert.deepEqual(
            graph.all("xray.SamplingRule").map(({ inputs }) => {
                const { urlPath, priority, fixedRate, reservoirSize } = inputs;
                return [urlPath, priority, fixedRate, reservoirSize];
            }),
            [
                ["/health*", 1000, 0, 0],
                ["*", 9000, 0.05, 1],
            ],
        );
        assert.equal(
            graph.inputs("xray.Group")["filterExpression"],
            "fault = true OR error = true OR responsetime > 2",
        );
        assert.deepEqual(graph.all("xray.EncryptionConfig"), []);
        const own = await monitoring(rotation, { traces: { ...args.traces, customerKey: true } });
        assert.deepEqual(own.inputs("xray.EncryptionConfig"), { type: "KMS", keyId: KEY });
    });

    it("has no alarms and no composite alarm without subscribers", async () => {
        const silent = Object.fromEntries(Object.entries(args).filter(([key]) => key !== "alarmTopicArn"));
        const { made, graph } = await record(
            () => new Monitoring("monitoring", { ...(silent as typeof args), components: {} }),
        );
        assert.equal(made.healthAlarmArn, undefined);
        assert.deepEqual(graph.all("cloudwatch.CompositeAlarm"), []);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Monitoring", [
            "dashboardName",
            "dashboardUrl",
            "healthAlarmArn",
        ]);
    });
});
