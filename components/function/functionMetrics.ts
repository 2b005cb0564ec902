import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { AlarmArgs } from "../support/metrics";

/** A metric of one function; https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionMetric(
    functionName: pulumi.Input<string>,
    name: string,
    change: cloudwatch.MetricChange,
): cloudwatch.Metric {
    return new cloudwatch.Metric({
        namespace: "AWS/Lambda",
        name,
        dimensions: { FunctionName: functionName },
        period: 300,
        ...change,
    });
}

/** Widgets of a function: invocations, errors, duration, throttles. */
export function functionWidgets(functionName: pulumi.Input<string>): cloudwatch.Widget[] {
    const graph = (title: string, ...metrics: [name: string, change: cloudwatch.MetricChange][]) =>
        new cloudwatch.LineGraphMetricWidget({
            title,
            width: 6,
            metrics: metrics.map(([name, change]) => functionMetric(functionName, name, change)),
        });
    const sum = { statistic: "Sum" } as const;
    return [
        graph("Calls", ["Invocations", sum]),
        graph("Errors", ["Errors", sum]),
        graph("Duration p95", ["Duration", { extendedStatistic: 95 }]),
        graph("Throttled calls", ["Throttles", sum]),
    ];
}

/** Alarms of a function that has its own. */
export function functionAlarms(
    name: string,
    functionName: pulumi.Input<string>,
    {
        timeoutSeconds,
        hasStream,
        isProvisioned,
    }: { readonly timeoutSeconds: number; readonly hasStream: boolean; readonly isProvisioned: boolean },
): Record<string, AlarmArgs> {
    const metric = (metricName: string, change: cloudwatch.MetricChange) =>
        functionMetric(functionName, metricName, change);
    return {
        errors: {
            metric: metric("Errors", { statistic: "Sum" }),
            threshold: 0,
            periods: 1,
            description: `Function ${name} fails: see its log.`,
        },
        throttles: {
            metric: metric("Throttles", { statistic: "Sum" }),
            threshold: 0,
            periods: 1,
            description: `Calls of function ${name} are refused: raise its reserved concurrency, or the account's.`,
        },
        duration: {
            metric: {
                expression: "p95",
                label: "Duration p95 (ms)",
                metrics: { p95: metric("Duration", { extendedStatistic: 95 }) },
            },
            threshold: timeoutSeconds * 1000 * NEAR,
            description: `Function ${name} takes more than ${NEAR * 100} % of its timeout of ${timeoutSeconds} s.`,
        },
        ...(hasStream
            ? {
                  age: {
                      metric: metric("IteratorAge", { statistic: "Maximum" }),
                      threshold: LATE_MILLISECONDS,
                      description: `Function ${name} is a minute or more behind the changes of its table.`,
                  },
              }
            : {}),
        ...(isProvisioned
            ? {
                  provisioned: {
                      metric: metric("ProvisionedConcurrencySpilloverInvocations", { statistic: "Sum" }),
                      threshold: 0,
                      description: `Function ${name} needs more than its provisioned concurrency.`,
                  },
              }
            : {}),
    };
}

/** Share of the timeout from which on a function counts as slow. */
const NEAR = 0.8;
const LATE_MILLISECONDS = 60_000;
