import * as aws from "@pulumi/aws/cloudwatch";
import type * as awsTypes from "@pulumi/aws";
import type * as cloudwatch from "./cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

/**
 * A value computed from metrics, such as a share of all requests; also used for a percentile, which an alarm on
 * one metric does not take from the typed metrics.
 */
export interface MetricMath {
    /** Metric math over the names below, such as `100 * errors / requests`. */
    readonly expression: string;
    /** Label of the value in the alarm. */
    readonly label: string;
    /** Metrics by the name that the expression has for them; at most 10. */
    readonly metrics: Readonly<Record<string, cloudwatch.Metric>>;
}

/** Most metrics of one alarm; https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html */
export const MAX_METRICS_OF_ALARM = 10;

/** An alarm on a computed value. */
export function mathAlarm(
    name: string,
    { expression, label, metrics }: MetricMath,
    settings: Omit<aws.MetricAlarmArgs, "metricQueries">,
    options: pulumi.CustomResourceOptions,
): aws.MetricAlarm {
    const queries: awsTypes.types.input.cloudwatch.MetricAlarmMetricQuery[] = Object.entries(metrics).map(
        ([id, metric]) => ({
            id,
            metric: {
                namespace: metric.args.namespace,
                metricName: metric.args.name,
                ...(metric.args.dimensions ? { dimensions: metric.args.dimensions } : {}),
                period: metric.period,
                stat: metric.stat,
            },
        }),
    );
    return new aws.MetricAlarm(
        name,
        { ...settings, metricQueries: [{ id: "value", expression, label, returnData: true }, ...queries] },
        options,
    );
}
