import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { AlarmArgs } from "../support/metrics";

/** Answers in a minute by which the load balancer itself reported an error. */
const ERRORS_PER_MINUTE = 5;

type Statistic = "Sum" | "Average" | "Maximum" | "Minimum";

/**
 * A metric of a load balancer, or of one target group behind it, by the minute.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 *
 * @param loadBalancer the last part of its ARN
 * @param targetGroup the last part of its ARN
 */
export function balancerMetric(
    name: string,
    statistic: Statistic,
    loadBalancer: pulumi.Input<string>,
    targetGroup?: pulumi.Input<string>,
): cloudwatch.Metric {
    return new cloudwatch.Metric({
        namespace: "AWS/ApplicationELB",
        name,
        statistic,
        period: 60,
        dimensions: {
            LoadBalancer: loadBalancer,
            ...(targetGroup === undefined ? {} : { TargetGroup: targetGroup }),
        },
    });
}

/** Alarms on errors of the load balancer itself, not of its targets. */
export function loadBalancerAlarms(
    name: string,
    loadBalancer: pulumi.Input<string>,
): Record<string, AlarmArgs> {
    return {
        errors: {
            metric: balancerMetric("HTTPCode_ELB_5XX_Count", "Sum", loadBalancer),
            threshold: ERRORS_PER_MINUTE,
            description: `Load balancer ${name} answers 5xx by itself: targets are missing, closed the connection, or took too long.`,
        },
        rejected: {
            metric: balancerMetric("RejectedConnectionCount", "Sum", loadBalancer),
            threshold: 0,
            periods: 1,
            description: `Load balancer ${name} rejects connections: it has reached its maximum. Look for an attack, or ask AWS for more.`,
        },
    };
}

/** Widgets: requests, response codes, response times. */
export function loadBalancerWidgets(loadBalancer: pulumi.Input<string>): cloudwatch.Widget[] {
    const metric = (name: string, label: string, statistic: Statistic = "Sum"): cloudwatch.Metric =>
        balancerMetric(name, statistic, loadBalancer).with({ label });
    return [
        new cloudwatch.LineGraphMetricWidget({
            title: "Requests",
            metrics: [
                metric("RequestCount", "requests"),
                metric("HTTPCode_Target_4XX_Count", "4xx of targets"),
                metric("HTTPCode_Target_5XX_Count", "5xx of targets"),
                metric("HTTPCode_ELB_5XX_Count", "5xx of its own"),
            ],
        }),
        new cloudwatch.LineGraphMetricWidget({
            title: "Connections",
            metrics: [
                metric("ActiveConnectionCount", "active"),
                metric("NewConnectionCount", "new"),
                metric("RejectedConnectionCount", "rejected"),
            ],
        }),
        new cloudwatch.LineGraphMetricWidget({
            title: "Response time (s)",
            metrics: [
                metric("TargetResponseTime", "average", "Average"),
                metric("TargetResponseTime", "p95").with({ extendedStatistic: 95 }),
            ],
        }),
    ];
}
