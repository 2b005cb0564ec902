import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { AlarmArgs } from "../support/metrics";
import { type MeasuredTarget, targetWidgets } from "../loadBalancer";

/** A service, as CloudWatch knows it. */
export interface MeasuredService {
    readonly name: string;
    readonly clusterName: pulumi.Input<string>;
    readonly serviceName: pulumi.Input<string>;
    /** The fewest that are ever meant: a schedule may go below the usual minimum. */
    readonly minTasks: number;
    /** Only of a public service. */
    readonly target: MeasuredTarget | undefined;
}

/** Percent that scaling cannot hold down any more: it aims at less. */
const BUSY_PERCENT = 85;

type Measured = Pick<MeasuredService, "clusterName" | "serviceName">;

function metric(
    { clusterName, serviceName }: Measured,
    name: string,
    statistic: "Average" | "Maximum" | "SampleCount",
): cloudwatch.Metric {
    return new cloudwatch.Metric({
        namespace: "AWS/ECS",
        name,
        statistic,
        period: 60,
        dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    });
}

/**
 * The number of running tasks: each reports its use of CPU once a minute. It costs nothing, and is there without
 * Container Insights too.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
 */
function runningTasks(service: Measured): cloudwatch.Metric {
    return metric(service, "CPUUtilization", "SampleCount");
}

/** Alarms of the tasks themselves. */
export function taskAlarms(service: MeasuredService): Record<string, AlarmArgs> {
    const { name, minTasks } = service;
    return {
        cpu: {
            metric: metric(service, "CPUUtilization", "Average"),
            threshold: BUSY_PERCENT,
            periods: 5,
            description: `Service ${name} uses more than ${BUSY_PERCENT} % of its CPU. It may have reached maxTasks.`,
        },
        memory: {
            metric: metric(service, "MemoryUtilization", "Average"),
            threshold: BUSY_PERCENT,
            periods: 5,
            description: `Service ${name} uses more than ${BUSY_PERCENT} % of its memory; tasks that need more are stopped.`,
        },
        ...(minTasks > 0
            ? {
                  tasks: {
                      metric: runningTasks(service),
                      when: "below",
                      threshold: minTasks,
                      periods: 5,
                      missingData: "breaching",
                      description: `Service ${name} has fewer than ${minTasks} running tasks. Look at its events and at stopped tasks.`,
                  },
              }
            : {}),
    };
}

/** Load, tasks (which show deployments: old and new ones together), requests and response time. */
export function serviceWidgets(service: MeasuredService): cloudwatch.Widget[] {
    return [
        new cloudwatch.LineGraphMetricWidget({
            title: "CPU and memory (%)",
            yAxis: { left: { min: 0, max: 100 } },
            metrics: [
                metric(service, "CPUUtilization", "Average").with({ label: "CPU" }),
                metric(service, "MemoryUtilization", "Average").with({ label: "memory" }),
            ],
        }),
        new cloudwatch.LineGraphMetricWidget({
            title: "Tasks and deployments",
            metrics: [
                runningTasks(service).with({ label: "running tasks" }),
                new cloudwatch.Metric({
                    namespace: "ECS/ContainerInsights",
                    name: "DeploymentCount",
                    statistic: "Maximum",
                    period: 60,
                    dimensions: { ClusterName: service.clusterName, ServiceName: service.serviceName },
                    label: "deployments",
                }),
            ],
        }),
        ...(service.target ? targetWidgets(service.target) : []),
    ];
}
