import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

/**
 * What all services of a cluster take together, as Container Insights measures it: nothing without.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export function clusterWidgets(clusterName: pulumi.Input<string>): cloudwatch.Widget[] {
    const metric = (name: string, label: string): cloudwatch.Metric =>
        new cloudwatch.Metric({
            namespace: "ECS/ContainerInsights",
            name,
            dimensions: { ClusterName: clusterName },
            statistic: "Average",
            period: 300,
            label,
        });
    const graph = (title: string, ...metrics: cloudwatch.Metric[]) =>
        new cloudwatch.LineGraphMetricWidget({ title, width: 8, metrics });
    return [
        graph("Tasks and services", metric("TaskCount", "tasks"), metric("ServiceCount", "services")),
        graph("CPU (units)", metric("CpuReserved", "reserved"), metric("CpuUtilized", "used")),
        graph("Memory (MiB)", metric("MemoryReserved", "reserved"), metric("MemoryUtilized", "used")),
    ];
}
