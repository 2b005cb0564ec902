import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { balancerMetric } from "./loadBalancerMetrics";
import type { AlarmArgs } from "../support/metrics";

/** A workload behind a load balancer, with its dimensions in CloudWatch. */
export interface MeasuredTarget {
    /** Title of the workload, such as `Service web`. */
    readonly title: string;
    readonly loadBalancer: pulumi.Input<string>;
    /** Last parts of the ARNs of its target groups; requests go to one of them, or move between two. */
    readonly targetGroups: pulumi.Input<string>[];
}

/** Answers in a minute by which a workload reported that it is broken. */
const ERRORS_PER_MINUTE = 5;

/** Seconds within which 95 of 100 requests must be answered. */
const SLOW_SECONDS = 2;
const SLOW_PERCENTILE = 95;

/** Alarms on a bad version: 5xx answers, and slow ones. They stop a deployment. */
export function versionAlarms(target: MeasuredTarget): Record<string, AlarmArgs> {
    const { title } = target;
    return forEachGroup(target, (metric) => ({
        errors: {
            metric: metric("HTTPCode_Target_5XX_Count", "Sum"),
            threshold: ERRORS_PER_MINUTE,
            periods: 2,
            description: `${title} answers 5xx. Look at its logs, and at what was deployed last.`,
        },
        slow: {
            metric: metric("TargetResponseTime", "Average").with({ extendedStatistic: SLOW_PERCENTILE }),
            threshold: SLOW_SECONDS,
            periods: 3,
            description: `${title} takes more than ${SLOW_SECONDS} s for one in twenty requests. Look at its load and at what it uses.`,
        },
    }));
}

/** Alarms on targets of the load balancer that do not pass their health check. */
export function healthAlarms(target: MeasuredTarget): Record<string, AlarmArgs> {
    return forEachGroup(target, (metric) => ({
        unhealthy: {
            metric: metric("UnHealthyHostCount", "Maximum"),
            threshold: 0,
            periods: 5,
            description: `${target.title} has targets that do not pass the health check. Look at their logs.`,
        },
    }));
}

/** Requests, answers and response times. */
export function targetWidgets({ loadBalancer, targetGroups }: MeasuredTarget): cloudwatch.Widget[] {
    const metrics = (name: string, label: string, percentile?: number): cloudwatch.Metric[] =>
        targetGroups.map((group, index) => {
            const letter = targetGroups.length > 1 ? ` (${"ab"[index]})` : "";
            const metric = balancerMetric(name, "Sum", loadBalancer, group).with({
                label: `${label}${letter}`,
            });
            return percentile === undefined ? metric : metric.with({ extendedStatistic: percentile });
        });
    return [
        new cloudwatch.LineGraphMetricWidget({
            title: "Requests",
            metrics: [
                ...metrics("RequestCount", "requests"),
                ...metrics("HTTPCode_Target_4XX_Count", "4xx"),
                ...metrics("HTTPCode_Target_5XX_Count", "5xx"),
            ],
        }),
        new cloudwatch.LineGraphMetricWidget({
            title: "Response time (s)",
            metrics: [
                ...metrics("TargetResponseTime", "p50", 50),
                ...metrics("TargetResponseTime", "p95", SLOW_PERCENTILE),
            ],
        }),
    ];
}

type MetricOf = (name: string, statistic: "Sum" | "Average" | "Maximum") => cloudwatch.Metric;

/** The same alarms for each group; a workload with one group has them under their plain names. */
function forEachGroup(
    { loadBalancer, targetGroups }: MeasuredTarget,
    alarms: (metric: MetricOf) => Record<string, AlarmArgs>,
): Record<string, AlarmArgs> {
    const entries = targetGroups.flatMap((group, index) => {
        const suffix = targetGroups.length > 1 ? `-${"ab"[index]}` : "";
        const ofGroup = alarms((name, statistic) => balancerMetric(name, statistic, loadBalancer, group));
        return Object.entries(ofGroup).map(([key, alarm]) => [`${key}${suffix}`, alarm] as const);
    });
    return Object.fromEntries(entries);
}
