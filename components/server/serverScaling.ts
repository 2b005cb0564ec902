import * as autoscaling from "@pulumi/aws/autoscaling";
import type * as pulumi from "@pulumi/pulumi";

/** Percent of CPU that the number of instances follows. */
const TARGET_PERCENT = 70;

/** Lets the number of instances follow the use of CPU, within the limits of the group. */
export function followCpu(
    name: string,
    groupName: pulumi.Input<string>,
    options: pulumi.CustomResourceOptions,
): autoscaling.Policy {
    return new autoscaling.Policy(
        `${name}-cpu`,
        {
            autoscalingGroupName: groupName,
            policyType: "TargetTrackingScaling",
            targetTrackingConfiguration: {
                predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
                targetValue: TARGET_PERCENT,
            },
        },
        options,
    );
}
