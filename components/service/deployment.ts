import type * as ecs from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

/**
 * How a new version replaces the old one:
 * - `recreate`: the old tasks stop, then the new ones start; no second set of tasks, but a gap
 * - `rolling`: new tasks start beside the old ones, which stop one by one
 * - `blueGreen`: a complete second set of tasks, then all requests at once
 * - `canary`: a complete second set, a few of the requests first, then the rest at once
 * - `linear`: a complete second set, the requests in equal steps
 */
export const STRATEGIES = ["recreate", "rolling", "blueGreen", "canary", "linear"] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** How a service is deployed. */
export interface DeploymentArgs {
    /** @default "rolling" */
    readonly strategy?: Strategy;
    /** Minutes that the old tasks stay after all requests have moved, for a way back at once: 0 to 1440. @default 5 */
    readonly bakeMinutes?: number;
    /** Part of the requests that move first (canary) or in each step (linear), in percent: 3 to 99. @default 10 */
    readonly shiftPercent?: number;
    /** Minutes to wait after that part: 0 to 1440. @default 5 */
    readonly shiftMinutes?: number;
}

/** Whether requests move from one set of tasks to the other, which only a load balancer can do. */
export function isShifting(strategy: Strategy): boolean {
    return strategy !== "recreate" && strategy !== "rolling";
}

/** What a service gets that says nothing: minutes of each wait, and percent of each step. */
export const MINUTES = 5;
export const PERCENT = 10;

type Settings = Pick<
    ecs.ServiceArgs,
    | "deploymentConfiguration"
    | "deploymentMinimumHealthyPercent"
    | "deploymentMaximumPercent"
    | "availabilityZoneRebalancing"
>;

/**
 * The strategy as ECS takes it.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function deploymentSettings(args: DeploymentArgs): Settings {
    const strategy = args.strategy ?? "rolling";
    const [percent, minutes] = [args.shiftPercent ?? PERCENT, String(args.shiftMinutes ?? MINUTES)];
    const bakeTimeInMinutes = String(args.bakeMinutes ?? MINUTES);
    const beside = besides({ minimum: 100, maximum: 200 });
    switch (strategy) {
        case "recreate":
            return {
                ...besides({ minimum: 0, maximum: 100 }),
                deploymentConfiguration: { strategy: "ROLLING" },
            };
        case "rolling":
            return { ...beside, deploymentConfiguration: { strategy: "ROLLING" } };
        case "blueGreen":
            return { ...beside, deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes } };
        case "canary":
            return {
                ...beside,
                deploymentConfiguration: {
                    strategy: "CANARY",
                    bakeTimeInMinutes,
                    canaryConfiguration: { canaryPercent: percent, canaryBakeTimeInMinutes: minutes },
                },
            };
        case "linear":
            return {
                ...beside,
                deploymentConfiguration: {
                    strategy: "LINEAR",
                    bakeTimeInMinutes,
                    linearConfiguration: { stepPercent: percent, stepBakeTimeInMinutes: minutes },
                },
            };
    }
}

/** How many tasks there are during a deployment, in percent of the wanted number. */
function besides({ minimum, maximum }: { minimum: number; maximum: number }): Settings {
    return {
        deploymentMinimumHealthyPercent: minimum,
        deploymentMaximumPercent: maximum,
        // Moving a task to another zone starts the new one first, so it needs room above 100 %.
        availabilityZoneRebalancing: maximum > 100 ? "ENABLED" : "DISABLED",
    };
}

/** The alarms that stop a deployment and roll it back; nothing without alarms. */
export function deploymentAlarms(
    alarmNames: readonly pulumi.Input<string>[],
): Pick<ecs.ServiceArgs, "alarms"> {
    return alarmNames.length === 0
        ? {}
        : { alarms: { enable: true, rollback: true, alarmNames: [...alarmNames] } };
}
