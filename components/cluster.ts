import * as ecs from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs {
    /** ARN of the KMS key for sessions in containers. */
    readonly keyArn: pulumi.Input<string>;
    /** CloudWatch Container Insights. @default "enabled" */
    readonly containerInsights?: "disabled" | "enabled" | "enhanced";
}

/** An ECS cluster of Fargate and Fargate Spot, for any number of services. */
export class Cluster extends Component {
    readonly clusterArn: pulumi.Output<string>;
    readonly clusterName: pulumi.Output<string>;

    constructor(name: string, args: ClusterArgs, options?: pulumi.ComponentResourceOptions) {
        super("Cluster", name, options);
        const cluster = new ecs.Cluster(
            name,
            {
                settings: [{ name: "containerInsights", value: args.containerInsights ?? "enabled" }],
                configuration: { executeCommandConfiguration: { kmsKeyId: args.keyArn, logging: "DEFAULT" } },
            },
            this.child,
        );
        const providers = new ecs.ClusterCapacityProviders(
            name,
            { clusterName: cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
            this.child,
        );
        this.clusterArn = cluster.arn;
        // Services come after the capacity providers they are started on.
        this.clusterName = providers.clusterName;
        this.registerOutputs({ clusterArn: this.clusterArn, clusterName: this.clusterName });
    }
}
