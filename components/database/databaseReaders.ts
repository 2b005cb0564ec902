import * as scaling from "@pulumi/aws/appautoscaling";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link scaleReaders}. */
export interface ReaderScalingArgs {
    readonly clusterIdentifier: pulumi.Input<string>;
    /** Minimum of readers: the program creates them, and autoscaling never deletes them. */
    readonly minReaders: number;
    readonly maxReaders: number;
}

/** Targets of autoscaling: percent of CPU, and connections of each reader. */
const TARGETS = {
    cpu: { predefinedMetricType: "RDSReaderAverageCPUUtilization", targetValue: 70 },
    connections: { predefinedMetricType: "RDSReaderAverageDatabaseConnections", targetValue: 700 },
};

/** A reader takes minutes to come: no second step before the first one has had an effect. */
const COOLDOWN_SECONDS = 300;

/**
 * Adds readers under load and takes them away again. Aurora makes and deletes those by itself, and AWS keeps them when
 * scaling ends: `plumb destroy` deletes them before the cluster.
 */
export function scaleReaders(
    name: string,
    { clusterIdentifier, minReaders, maxReaders }: ReaderScalingArgs,
    options: pulumi.CustomResourceOptions,
): void {
    const target = new scaling.Target(
        `${name}-readers`,
        {
            serviceNamespace: "rds",
            resourceId: pulumi.interpolate`cluster:${clusterIdentifier}`,
            scalableDimension: "rds:cluster:ReadReplicaCount",
            minCapacity: minReaders,
            maxCapacity: maxReaders,
        },
        options,
    );
    for (const [what, { predefinedMetricType, targetValue }] of Object.entries(TARGETS)) {
        new scaling.Policy(
            `${name}-readers-${what}`,
            {
                policyType: "TargetTrackingScaling",
                serviceNamespace: target.serviceNamespace,
                resourceId: target.resourceId,
                scalableDimension: target.scalableDimension,
                targetTrackingScalingPolicyConfiguration: {
                    predefinedMetricSpecification: { predefinedMetricType },
                    targetValue,
                    scaleOutCooldown: COOLDOWN_SECONDS,
                    scaleInCooldown: COOLDOWN_SECONDS,
                },
            },
            options,
        );
    }
}
