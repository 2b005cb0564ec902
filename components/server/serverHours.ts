import * as autoscaling from "@pulumi/aws/autoscaling";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import type { Delegation } from "../../model/delegation";
import { type Hours, unixCrons } from "../../model/hours";

/** Sizes of a group by day. */
interface Sizes {
    readonly minInstances: number;
    readonly maxInstances: number;
}

/** Starts the instances of a group in the morning, and ends them in the evening: the next ones are new. */
export function keepHours(
    name: string,
    {
        groupName,
        hours,
        ...sizes
    }: Sizes & { readonly groupName: pulumi.Input<string>; readonly hours: Hours },
    options: pulumi.CustomResourceOptions,
): void {
    const { wake, sleep } = unixCrons(hours);
    const schedule = (suffix: string, recurrence: string, minSize: number, maxSize: number) =>
        new autoscaling.Schedule(
            `${name}-${suffix}`,
            {
                scheduledActionName: `${name}-${suffix}`,
                autoscalingGroupName: groupName,
                recurrence,
                timeZone: hours.timeZone ?? defaults.schedule.timeZone,
                ...{ minSize, maxSize, desiredCapacity: minSize },
            },
            options,
        );
    schedule("wake", wake, sizes.minInstances, sizes.maxInstances);
    schedule("sleep", sleep, 0, 0);
}

/** Scaling decides how many instances there are, and working hours between which limits. */
export function scaledInstances(
    name: string,
    { minInstances, maxInstances }: Sizes,
    hours: Hours | undefined,
): Delegation[] {
    const group = { type: "aws:autoscaling/group:Group", name };
    const desired = { ...group, path: "desiredCapacity", by: "EC2 Auto Scaling" };
    if (hours === undefined) return [{ ...desired, band: { min: minInstances, max: maxInstances } }];
    const limit = (path: string, awake: number): Delegation => ({
        ...{ ...group, path, band: { oneOf: [...new Set([0, awake])] }, by: "working hours" },
    });
    return [
        { ...desired, band: { min: 0, max: maxInstances } },
        limit("minSize", minInstances),
        limit("maxSize", maxInstances),
    ];
}
