import * as scaling from "@pulumi/aws/appautoscaling";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link scaleService}. */
export interface ServiceScalingArgs {
    readonly clusterName: pulumi.Input<string>;
    readonly serviceName: pulumi.Input<string>;
    readonly minTasks: number;
    readonly maxTasks: number;
}

/** Percent of CPU or memory that a service is kept at, and seconds to wait after a step out or in. */
const TARGET_PERCENT = 70;
const OUT_SECONDS = 60;
const IN_SECONDS = 300;

const METRICS = { cpu: "ECSServiceAverageCPUUtilization", memory: "ECSServiceAverageMemoryUtilization" };

/** Keeps a service's tasks at a comfortable load: out fast, in slowly. */
export function scaleService(
    name: string,
    args: ServiceScalingArgs,
    options: pulumi.CustomResourceOptions,
): void {
    const target = new scaling.Target(
        name,
        {
            serviceNamespace: "ecs",
            resourceId: pulumi.interpolate`service/${args.clusterName}/${args.serviceName}`,
            scalableDimension: "ecs:service:DesiredCount",
            minCapacity: args.minTasks,
            maxCapacity: args.maxTasks,
        },
        options,
    );
    for (const [what, predefinedMetricType] of Object.entries(METRICS)) {
        new scaling.Policy(
            `${name}-${what}`,
            {
                policyType: "TargetTrackingScaling",
                serviceNamespace: target.serviceNamespace,
                resourceId: target.resourceId,
                scalableDimension: target.scalableDimension,
                targetTrackingScalingPolicyConfiguration: {
                    predefinedMetricSpecification: { predefinedMetricType },
                    targetValue: TARGET_PERCENT,
                    scaleOutCooldown: OUT_SECONDS,
                    scaleInCooldown: IN_SECONDS,
                },
            },
            options,
        );
    }
}
