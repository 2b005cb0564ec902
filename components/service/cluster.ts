import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { after } from "../support/after";
import * as cloudwatch from "../support/cloudwatch";
import { Component } from "../support/component";
import { serviceTrust } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";
import type { DashboardRow, Monitored } from "../support/metrics";
import type { ContainerInsights } from "../../model/choices";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs {
    /** ARN of the KMS key for sessions in containers. */
    readonly keyArn: pulumi.Input<string>;
    /** Retention and key of what Container Insights writes. */
    readonly logs: LogSettings;
    /** CloudWatch Container Insights. @default "enabled" */
    readonly containerInsights?: ContainerInsights;
}

/** An ECS cluster of Fargate and Fargate Spot, for any number of services. */
export class Cluster extends Component implements Monitored {
    readonly clusterArn: pulumi.Output<string>;
    readonly clusterName: pulumi.Output<string>;
    /** Role with which ECS moves requests from one target group to the other. */
    readonly infrastructureRoleArn: pulumi.Output<string>;

    constructor(name: string, args: ClusterArgs, options?: pulumi.ComponentResourceOptions) {
        super("Cluster", name, options);
        const insights = args.containerInsights ?? defaults.cluster.containerInsights;
        const cluster = new ecs.Cluster(
            name,
            {
                settings: [{ name: "containerInsights", value: insights }],
                configuration: { executeCommandConfiguration: { kmsKeyId: args.keyArn, logging: "DEFAULT" } },
            },
            this.child,
        );
        const logs = insights === "disabled" ? [] : [this.createInsightsLog(cluster, args.logs)];
        const providers = new ecs.ClusterCapacityProviders(
            name,
            { clusterName: cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
            { ...this.child, dependsOn: logs },
        );
        // Services come after the capacity providers they are started on: ECS refuses a strategy that names others.
        this.clusterArn = after(cluster.arn, [providers]);
        this.clusterName = after(cluster.name, [providers]);
        this.infrastructureRoleArn = this.createInfrastructureRole();
        this.registerOutputs({
            clusterArn: this.clusterArn,
            clusterName: this.clusterName,
            infrastructureRoleArn: this.infrastructureRoleArn,
        });
    }

    dashboardRow(): DashboardRow {
        return { title: `Cluster ${this.name}`, widgets: clusterWidgets(this.clusterName) };
    }

    /**
     * Container Insights would make the group itself with the first task, without key and for ever. No task is started
     * before the cluster has its capacity providers, and they wait for the group.
     */
    private createInsightsLog(cluster: ecs.Cluster, logs: LogSettings): pulumi.Resource {
        const logName = pulumi.interpolate`/aws/ecs/containerinsights/${cluster.name}/performance`;
        return logGroup(`${this.name}-insights`, logs, this.child, logName);
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html */
    private createInfrastructureRole(): pulumi.Output<string> {
        const name = `${this.name}-infrastructure`;
        const role = new iam.Role(name, { assumeRolePolicy: serviceTrust("ecs.amazonaws.com") }, this.child);
        const policy = new iam.RolePolicyAttachment(
            name,
            {
                role: role.name,
                policyArn: "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
            },
            this.child,
        );
        // Known once it may do something: ECS tries it when a service is made.
        return after(role.arn, [policy]);
    }
}

/**
 * Tasks, CPU and memory of a whole cluster from Container Insights; the widgets are empty while it is disabled.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
function clusterWidgets(clusterName: pulumi.Input<string>): cloudwatch.Widget[] {
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
