import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { MetricMath } from "../support/alarmMath";
import type { AlarmArgs } from "../support/metrics";

/** Operations whose errors on AWS's side are watched: CloudWatch has no figure for all together. */
const OPERATIONS = ["GetItem", "Query", "PutItem", "UpdateItem"];

/** Refused requests in a minute that are more than the SDK's retries make good. */
const THROTTLED = 10;
const ERRORS = 5;

/** Alarms of a table. */
export function tableMetrics(
    name: string,
    tableName: pulumi.Output<string>,
    indexNames: readonly string[],
): { alarms: Record<string, AlarmArgs>; widgets: cloudwatch.Widget[] } {
    const metric = (metricName: string, label: string, dimensions: Record<string, string> = {}) =>
        new cloudwatch.Metric({
            namespace: "AWS/DynamoDB",
            name: metricName,
            dimensions: { TableName: tableName, ...dimensions },
            statistic: "Sum",
            period: 60,
            label,
        });
    const graph = (title: string, metrics: cloudwatch.Metric[]): cloudwatch.Widget =>
        new cloudwatch.LineGraphMetricWidget({ title, width: 8, height: 5, metrics });

    const places = [
        { key: "", label: "", dimensions: {} },
        ...indexNames.map((index) => ({
            key: `-${index}`,
            label: ` ${index}`,
            dimensions: { GlobalSecondaryIndexName: index },
        })),
    ];
    const throttles = places.flatMap(({ key, label, dimensions }) =>
        ["Read", "Write"].map((direction) => ({
            key: `throttled-${direction.toLowerCase()}s${key}`,
            what: `${direction.toLowerCase()}s${key === "" ? "" : ` of index${label}`}`,
            metric: metric(`${direction}ThrottleEvents`, `${direction.toLowerCase()}${label}`, dimensions),
        })),
    );
    const errors = OPERATIONS.map((Operation) => metric("SystemErrors", Operation, { Operation }));
    const alarms = throttles.map(({ key, what, metric }): [string, AlarmArgs] => [
        key,
        {
            metric,
            description: `Table ${name} refuses ${what}: look for a key that everything goes to, or raise the capacity.`,
            threshold: THROTTLED,
        },
    ]);
    return {
        alarms: {
            ...Object.fromEntries(alarms),
            errors: {
                metric: sum("errors of AWS", errors),
                description: `Table ${name} fails on AWS's side: look at the AWS Health Dashboard.`,
                threshold: ERRORS,
            },
        },
        widgets: [
            graph("Table capacity used", [
                metric("ConsumedReadCapacityUnits", "read"),
                metric("ConsumedWriteCapacityUnits", "write"),
            ]),
            graph(
                "Table requests throttled",
                throttles.map(({ metric }) => metric),
            ),
            graph("Table errors", errors),
        ],
    };
}

/** All of them together; one without data counts as nothing. */
function sum(label: string, metrics: readonly cloudwatch.Metric[]): MetricMath {
    const named = metrics.map((metric, index): [string, cloudwatch.Metric] => [`m${index + 1}`, metric]);
    return {
        label,
        expression: named.map(([id]) => `FILL(${id}, 0)`).join(" + "),
        metrics: Object.fromEntries(named),
    };
}
