import * as scaling from "@pulumi/aws/appautoscaling";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import type { Delegation } from "../../model/delegation";
import { awsCrons, type Hours } from "../../model/hours";

/** When a service has how many tasks. */
export interface ScalingArgs {
    /** Tasks at least. @default 2 */
    readonly minTasks?: number;
    /** Tasks at most. @default 10 */
    readonly maxTasks?: number;
    /** Use of CPU that the number of tasks follows, in percent. @default 70 */
    readonly cpuPercent?: number;
    /** Use of memory that the number of tasks follows, in percent. @default 70 */
    readonly memoryPercent?: number;
    /** Requests a minute for each task that the number of tasks follows. @default it does not */
    readonly requestsPerTask?: number | undefined;
    /** Changes of the limits at given times, by name. @default none */
    readonly schedules?: Readonly<Record<string, Schedule>>;
    /** Working hours; outside of them there is no task. @default always */
    readonly hours?: Hours | undefined;
}

/** New limits from a time on. */
export interface Schedule {
    /** `cron(…)`, `rate(…)` or `at(…)`, as Application Auto Scaling takes it. */
    readonly at: string;
    /** Time zone of `at`, as IANA names it. @default "UTC" */
    readonly timeZone?: string;
    readonly minTasks: number;
    readonly maxTasks: number;
}

/** Arguments of {@link scaleService}. */
export interface ServiceScalingArgs extends ScalingArgs {
    readonly clusterName: pulumi.Input<string>;
    readonly serviceName: pulumi.Input<string>;
    /** Names that the load balancer's metrics have; only of a public service. */
    readonly requests?:
        | { readonly loadBalancer: pulumi.Input<string>; readonly targetGroups: pulumi.Input<string>[] }
        | undefined;
}

/** Seconds that Application Auto Scaling waits after a step out or in. */
const OUT_SECONDS = 60;
const IN_SECONDS = 300;

type Tracking = input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration;

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
            minCapacity: args.minTasks ?? defaults.containerService.minTasks,
            maxCapacity: args.maxTasks ?? defaults.containerService.maxTasks,
        },
        options,
    );
    for (const [what, tracking] of Object.entries(policies(args))) {
        new scaling.Policy(
            `${name}-${what}`,
            {
                policyType: "TargetTrackingScaling",
                serviceNamespace: target.serviceNamespace,
                resourceId: target.resourceId,
                scalableDimension: target.scalableDimension,
                targetTrackingScalingPolicyConfiguration: {
                    ...tracking,
                    scaleOutCooldown: OUT_SECONDS,
                    scaleInCooldown: IN_SECONDS,
                },
            },
            options,
        );
    }
    for (const [when, schedule] of Object.entries(schedulesOf(args))) {
        createSchedule(`${name}-${when}`, target, schedule, options);
    }
}

/** Limits of the day. */
function usual({
    minTasks = defaults.containerService.minTasks,
    maxTasks = defaults.containerService.maxTasks,
}: ScalingArgs) {
    return { minTasks, maxTasks };
}

/** The schedules that are given, and those of working hours. */
function schedulesOf(args: ScalingArgs): Readonly<Record<string, Schedule>> {
    const { schedules = {}, hours } = args;
    if (hours === undefined) return schedules;
    const { wake, sleep } = awsCrons(hours);
    const timeZone = hours.timeZone ?? defaults.schedule.timeZone;
    return {
        ...schedules,
        wake: { at: wake, timeZone, ...usual(args) },
        sleep: { at: sleep, timeZone, minTasks: 0, maxTasks: 0 },
    };
}

/** The limits that hold at one time or another. */
function limitsOf(args: ScalingArgs): { readonly minTasks: number; readonly maxTasks: number }[] {
    return [usual(args), ...Object.values(schedulesOf(args))];
}

/** Fewer tasks than this are never meant, whichever schedule is in force. */
export function fewestTasks(args: ScalingArgs): number {
    return Math.min(...limitsOf(args).map(({ minTasks }) => minTasks));
}

/** Scaling decides how many tasks there are, and schedules between which limits. */
export function scaledTasks(name: string, args: ScalingArgs): Delegation[] {
    const limits = limitsOf(args);
    const minimums = [...new Set(limits.map(({ minTasks }) => minTasks))];
    const maximums = [...new Set(limits.map(({ maxTasks }) => maxTasks))];
    const target = { type: "aws:appautoscaling/target:Target", name, by: "scheduled scaling" };
    return [
        {
            type: "aws:ecs/service:Service",
            name,
            path: "desiredCount",
            band: { min: Math.min(...minimums), max: Math.max(...maximums) },
            by: "Application Auto Scaling",
        },
        ...(limits.length > 1
            ? [
                  { ...target, path: "minCapacity", band: { oneOf: minimums } },
                  { ...target, path: "maxCapacity", band: { oneOf: maximums } },
              ]
            : []),
    ];
}

function policies({ requests, ...args }: ServiceScalingArgs): Record<string, Tracking> {
    const predefined = (predefinedMetricType: string, targetValue: number): Tracking => ({
        predefinedMetricSpecification: { predefinedMetricType },
        targetValue,
    });
    return {
        cpu: predefined(
            "ECSServiceAverageCPUUtilization",
            args.cpuPercent ?? defaults.containerService.cpuPercent,
        ),
        memory: predefined(
            "ECSServiceAverageMemoryUtilization",
            args.memoryPercent ?? defaults.containerService.memoryPercent,
        ),
        ...(args.requestsPerTask !== undefined && requests
            ? {
                  requests: {
                      customizedMetricSpecification: { metrics: requestsOf(requests) },
                      targetValue: args.requestsPerTask,
                  },
              }
            : {}),
    };
}

/**
 * Requests for each task, whichever of the target groups they go to. The metric that AWS has ready for this
 * knows one group only, and so nothing of deployments that shift requests.
 * Source: https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
function requestsOf({
    loadBalancer,
    targetGroups,
}: Required<ServiceScalingArgs>["requests"] &
    object): input.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetric[] {
    const groups = targetGroups.map((targetGroup, index) => ({
        id: `group${index}`,
        metricStat: {
            metric: {
                namespace: "AWS/ApplicationELB",
                metricName: "RequestCountPerTarget",
                dimensions: [
                    { name: "LoadBalancer", value: loadBalancer },
                    { name: "TargetGroup", value: targetGroup },
                ],
            },
            stat: "Sum",
        },
        returnData: false,
    }));
    // A group without tasks has no data.
    const expression = groups.map(({ id }) => `FILL(${id}, 0)`).join(" + ");
    return [...groups, { id: "requests", label: "Requests for each task", expression, returnData: true }];
}

function createSchedule(
    name: string,
    target: scaling.Target,
    { at, timeZone, minTasks, maxTasks }: Schedule,
    options: pulumi.CustomResourceOptions,
): void {
    new scaling.ScheduledAction(
        name,
        {
            serviceNamespace: target.serviceNamespace,
            resourceId: target.resourceId,
            scalableDimension: target.scalableDimension,
            schedule: at,
            timezone: timeZone ?? defaults.schedule.timeZone,
            scalableTargetAction: { minCapacity: minTasks, maxCapacity: maxTasks },
        },
        options,
    );
}
