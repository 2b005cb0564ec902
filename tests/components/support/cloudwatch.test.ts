import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import {
    AlarmWidget,
    dashboardBody,
    LineGraphMetricWidget,
    Metric,
    RowWidget,
    SingleNumberMetricWidget,
    TextWidget,
    type Widget,
} from "../../../components/support/cloudwatch";
import { record } from "../../support/recorder";
import { resolve } from "../../support/resolve";

const calls = new Metric({
    namespace: "AWS/Lambda",
    name: "Invocations",
    dimensions: { FunctionName: pulumi.output("orders") },
    statistic: "Sum",
});
const body = async (...rows: RowWidget[]) =>
    JSON.parse(await resolve(dashboardBody(rows, "eu-west-1"))) as {
        readonly widgets: readonly Readonly<Record<string, unknown>>[];
    };
const text = (width: number, height: number): Widget => new TextWidget({ markdown: "x", width, height });

describe("metrics", () => {
    it("have a statistic or a percentile: each setter replaces the other", () => {
        assert.equal(new Metric({ namespace: "a", name: "b" }).stat, "Average");
        assert.equal(calls.stat, "Sum");
        assert.equal(calls.with({ extendedStatistic: 99.9 }).stat, "p99.9");
        assert.equal(calls.with({ extendedStatistic: 0 }).with({ label: "least" }).stat, "p0");
        assert.equal(calls.with({ extendedStatistic: 95 }).with({ statistic: "Maximum" }).stat, "Maximum");
        assert.equal(calls.with({ extendedStatistic: 95 }).with({ label: "slow" }).stat, "p95");
        assert.equal(calls.with({ label: "calls" }).stat, "Sum");
        assert.throws(
            () => calls.with({ statistic: "Sum", extendedStatistic: 95 }),
            /Invocations has a statistic and a percentile/,
        );
    });

    it("become alarms with statistic and period, without display settings", async () => {
        const { graph } = await record(() => {
            const settings = {
                comparisonOperator: "GreaterThanThreshold",
                evaluationPeriods: 2,
                threshold: 3,
            };
            calls.with({ label: "calls", unit: "Count", period: 60 }).createAlarm("many", settings, {});
            calls.with({ extendedStatistic: 95 }).createAlarm("slow", settings, {});
        });
        const common = {
            comparisonOperator: "GreaterThanThreshold",
            evaluationPeriods: 2,
            threshold: 3,
            actionsEnabled: true,
            namespace: "AWS/Lambda",
            metricName: "Invocations",
            dimensions: { FunctionName: "orders" },
        };
        assert.deepEqual(graph.inputs("cloudwatch.MetricAlarm", "many"), {
            ...common,
            period: 60,
            statistic: "Sum",
            unit: "Count",
        });
        assert.deepEqual(graph.inputs("cloudwatch.MetricAlarm", "slow"), {
            ...common,
            period: 300,
            extendedStatistic: "p95",
        });
    });
});

describe("a dashboard's body", () => {
    it("has metrics in CloudWatch's format: dimensions in a row, then display settings", async () => {
        const { widgets } = await body(
            new RowWidget(
                new LineGraphMetricWidget({
                    title: "Calls",
                    width: 8,
                    metrics: [calls, calls.with({ extendedStatistic: 95, label: "p95", period: 60 })],
                    yAxis: { left: { min: 0 } },
                }),
                new SingleNumberMetricWidget({
                    title: "Now",
                    metrics: calls,
                    period: 60,
                    region: "us-east-1",
                }),
            ),
        );
        const drawn = { stat: "Sum", period: 300, visible: true, yAxis: "left" };
        const metric = ["AWS/Lambda", "Invocations", "FunctionName", "orders"];
        assert.deepEqual(widgets, [
            {
                ...{ x: 0, y: 0, width: 8, height: 6, type: "metric" },
                properties: {
                    metrics: [
                        [...metric, drawn],
                        [...metric, { ...drawn, stat: "p95", label: "p95", period: 60 }],
                    ],
                    ...{
                        title: "Calls",
                        period: 300,
                        region: "eu-west-1",
                        view: "timeSeries",
                        stacked: false,
                    },
                    yAxis: { left: { min: 0 } },
                },
            },
            {
                ...{ x: 8, y: 0, width: 6, height: 6, type: "metric" },
                properties: {
                    metrics: [[...metric, drawn]],
                    ...{ title: "Now", period: 60, region: "us-east-1", view: "singleValue", stacked: false },
                },
            },
        ]);
    });

    it("puts widgets side by side, wraps to the next row, and stacks rows", async () => {
        const alarms = new AlarmWidget({ title: "Alarms", sortBy: "default", alarms: ["arn:a"] });
        const { widgets } = await body(
            new RowWidget(text(12, 3), text(12, 5), text(6, 2)),
            new RowWidget(),
            new RowWidget(alarms),
        );
        assert.deepEqual(
            widgets.map(({ x, y, width, height }) => [x, y, width, height]),
            [
                [0, 0, 12, 3],
                [12, 0, 12, 5],
                [0, 5, 6, 2],
                [0, 7, 6, 2],
            ],
        );
    });
});
