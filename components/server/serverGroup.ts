import * as autoscaling from "@pulumi/aws/autoscaling";
import type * as pulumi from "@pulumi/pulumi";

import type { Hours } from "../../model/hours";
import type { Target } from "../loadBalancer";
import { OLD_FIRST } from "../support/fixedInterface";

/** Arguments of {@link createServerGroup}. */
export interface ServerGroupArgs {
    readonly vpc: { readonly privateSubnetIds: pulumi.Input<string>[] };
    readonly template: { readonly id: pulumi.Output<string>; readonly latestVersion: pulumi.Output<number> };
    /** Id of an image. @default the newest */
    readonly image?: string | undefined;
    readonly minInstances: number;
    readonly maxInstances: number;
    /** Where the load balancer sends requests. @default nowhere */
    readonly target: Target | undefined;
    /** Zone of the fixed interface that the only instance gets. @default each has one of its own, in a private subnet */
    readonly zone: string | undefined;
    readonly hours?: Hours | undefined;
    readonly tags?: Readonly<Record<string, string>>;
}

/** Seconds that a starting instance may fail its health checks, and until its load counts. */
const START_SECONDS = 180;
const WARM_UP_SECONDS = 60;

/** An instance is replaced after 30 days, so that none goes without the updates of the newest image. */
const LIFETIME_SECONDS = 30 * 86_400;

/** A new instance must be well before an old one goes. */
const NEW_FIRST = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };

const METRICS: autoscaling.Metric[] = [
    "GroupInServiceInstances",
    "GroupPendingInstances",
    "GroupTerminatingInstances",
];

/** Keeps the instances running, and replaces them when the template changes. */
export function createServerGroup(
    name: string,
    { template, target, zone, ...args }: ServerGroupArgs,
    options: pulumi.CustomResourceOptions,
): autoscaling.Group {
    const replacing = zone === undefined ? NEW_FIRST : OLD_FIRST;
    return new autoscaling.Group(
        name,
        {
            minSize: args.minInstances,
            maxSize: args.maxInstances,
            desiredCapacity: args.minInstances,
            // A fixed interface decides about the subnet.
            ...(zone === undefined
                ? { vpcZoneIdentifiers: args.vpc.privateSubnetIds }
                : { availabilityZones: [zone] }),
            launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            healthCheckType: target ? "ELB" : "EC2",
            healthCheckGracePeriod: START_SECONDS,
            defaultInstanceWarmup: WARM_UP_SECONDS,
            maxInstanceLifetime: LIFETIME_SECONDS,
            instanceMaintenancePolicy: replacing,
            instanceRefresh: {
                strategy: "Rolling",
                // AWS can go back to a certain image only, not to the newest one of another day.
                preferences: { ...replacing, autoRollback: args.image !== undefined },
            },
            enabledMetrics: args.hours ? [...METRICS, "GroupMinSize"] : METRICS,
            metricsGranularity: "1Minute",
            ...(target ? { targetGroupArns: [target.targetGroup.arn] } : {}),
            tags: Object.entries({ ...args.tags, Name: name }).map(([key, value]) => ({
                key,
                value,
                propagateAtLaunch: true,
            })),
        },
        {
            ...options,
            // Scaling changes the count all day long.
            ignoreChanges: ["desiredCapacity"],
            // Instances count as well only once the load balancer asks them, which it must be allowed to.
            ...(target ? { dependsOn: [target.rule, ...target.opened] } : {}),
        },
    );
}
