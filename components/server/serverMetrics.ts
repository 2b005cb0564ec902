import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { MetricMath } from "../support/alarmMath";
import type { AlarmArgs } from "../support/metrics";
import { failuresFound } from "../support/ruleMetric";
import { type MeasuredTarget, targetWidgets } from "../loadBalancer";

/** A group of servers, as CloudWatch knows it. */
export interface MeasuredServer {
    readonly name: string;
    readonly groupName: pulumi.Input<string>;
    readonly minInstances: number;
    /** Whether it has none outside of working hours. */
    readonly sleeps: boolean;
    /** Only of a public server. */
    readonly target: MeasuredTarget | undefined;
    /** Rule that matches deliveries which have failed; undefined without an artifact. */
    readonly deliveryRule: pulumi.Output<string> | undefined;
}

/** Percent that scaling cannot hold down any more: it aims at less. */
const BUSY_PERCENT = 85;

const RUNNING = "GroupInServiceInstances";

/** The group's own minimum, which is 0 while it sleeps: then it lacks none. */
function missing(metric: Metric): MetricMath {
    return {
        expression: "running - least",
        label: "instances above the minimum",
        metrics: {
            running: metric("AWS/AutoScaling", RUNNING, "in service"),
            least: metric("AWS/AutoScaling", "GroupMinSize", "minimum"),
        },
    };
}

type Metric = (namespace: "AWS/EC2" | "AWS/AutoScaling", name: string, label: string) => cloudwatch.Metric;

/** EC2 measures every five minutes, the group every minute. */
const metricOf =
    (AutoScalingGroupName: pulumi.Input<string>): Metric =>
    (namespace, name, label) =>
        new cloudwatch.Metric({
            namespace,
            name,
            label,
            period: namespace === "AWS/EC2" ? 300 : 60,
            statistic: name === "StatusCheckFailed" ? "Maximum" : "Average",
            dimensions: { AutoScalingGroupName },
        });

/** Alarms of the instances themselves. */
export function serverAlarms({
    name,
    groupName,
    minInstances,
    sleeps,
}: MeasuredServer): Record<string, AlarmArgs> {
    const metric = metricOf(groupName);
    return {
        cpu: {
            metric: metric("AWS/EC2", "CPUUtilization", "CPU"),
            threshold: BUSY_PERCENT,
            description: `Server ${name} uses more than ${BUSY_PERCENT} % of its CPU. It may have reached maxInstances.`,
        },
        status: {
            metric: metric("AWS/EC2", "StatusCheckFailed", "failed status checks"),
            threshold: 0,
            periods: 2,
            description: `An instance of server ${name} fails its status checks. The group replaces it; look at its console output.`,
        },
        ...(minInstances > 0
            ? {
                  instances: {
                      ...(sleeps
                          ? { metric: missing(metric), threshold: 0 }
                          : {
                                metric: metric("AWS/AutoScaling", RUNNING, "instances"),
                                threshold: minInstances,
                            }),
                      when: "below",
                      periods: 5,
                      missingData: "breaching",
                      description: `Server ${name} has fewer than ${minInstances} instances in service. Look at the activities of its group.`,
                  },
              }
            : {}),
    };
}

/** Load, instances (which show a refresh: old and new ones together), requests and response time. */
export function serverWidgets({ groupName, target, deliveryRule }: MeasuredServer): cloudwatch.Widget[] {
    const metric = metricOf(groupName);
    return [
        new cloudwatch.LineGraphMetricWidget({
            title: "CPU (%)",
            yAxis: { left: { min: 0, max: 100 } },
            metrics: [metric("AWS/EC2", "CPUUtilization", "CPU")],
        }),
        new cloudwatch.LineGraphMetricWidget({
            title: "Instances",
            metrics: [
                metric("AWS/AutoScaling", RUNNING, "in service"),
                metric("AWS/AutoScaling", "GroupPendingInstances", "starting"),
                metric("AWS/AutoScaling", "GroupTerminatingInstances", "stopping"),
                metric("AWS/EC2", "StatusCheckFailed", "failed status checks"),
            ],
        }),
        ...(target ? targetWidgets(target) : []),
        ...(deliveryRule
            ? [
                  new cloudwatch.LineGraphMetricWidget({
                      title: "Versions that failed",
                      metrics: [failuresFound(deliveryRule)],
                  }),
              ]
            : []),
    ];
}
