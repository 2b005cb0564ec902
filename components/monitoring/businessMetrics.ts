import * as aws from "@pulumi/aws/cloudwatch";
import { LineGraphMetricWidget, Metric } from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { createAlarms, type DashboardRow } from "../support/metrics";
import { METRIC_UNITS } from "../../model/monitoring";

/** A number that the business cares about, read from a workload's log. */
export interface BusinessMetric {
    /** Name of the log group. */
    readonly logGroupName: pulumi.Input<string>;
    /** Which events count, as a CloudWatch filter pattern. */
    readonly pattern: string;
    /** Value of each event: a number, or a field such as `$.amount`. */
    readonly value: string;
    readonly unit: (typeof METRIC_UNITS)[number];
    /** When an alarm goes off, looking at the sum over five minutes. @default no alarm */
    readonly alarm?:
        | {
              readonly description: string;
              readonly threshold: number;
              readonly when: "above" | "below";
              /** Five-minute periods in a row. */
              readonly periods: number;
          }
        | undefined;
}

/**
 * Metric filters, alarms and one graph per unit for business metrics.
 *
 * @param namespace CloudWatch namespace of the metrics
 */
export function createBusinessMetrics(
    name: string,
    namespace: string,
    metrics: Readonly<Record<string, BusinessMetric>>,
    alarmTopicArn: pulumi.Input<string> | undefined,
    options: pulumi.CustomResourceOptions,
): DashboardRow {
    const series = Object.entries(metrics).map(([key, { logGroupName, pattern, value, unit, alarm }]) => {
        new aws.LogMetricFilter(
            `${name}-${key}`,
            {
                logGroupName,
                pattern,
                metricTransformation: {
                    namespace,
                    name: key,
                    value,
                    unit,
                    // Where events are counted, none is 0: alarms below a threshold need it.
                    ...(value.startsWith("$") ? {} : { defaultValue: "0" }),
                },
            },
            options,
        );
        const metric = new Metric({ namespace, name: key, unit, statistic: "Sum", label: key });
        if (alarm) {
            // Silence below a threshold means that nothing happens at all.
            const missingData = alarm.when === "below" ? "breaching" : "notBreaching";
            createAlarms(name, alarmTopicArn, { [key]: { metric, missingData, ...alarm } }, options);
        }
        return { unit, metric };
    });
    const units = METRIC_UNITS.filter((unit) => series.some((one) => one.unit === unit));
    return {
        title: "Business",
        widgets: units.map(
            (unit) =>
                new LineGraphMetricWidget({
                    title: unit,
                    width: 12,
                    metrics: series.filter((one) => one.unit === unit).map(({ metric }) => metric),
                }),
        ),
    };
}
