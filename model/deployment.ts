/** How services are deployed: strategies, their defaults, and how long they take. */
import * as defaults from "./defaults";

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

/** Whether the strategy moves requests from one set of tasks to the other, for which it needs a load balancer. */
export function isShifting(strategy: Strategy): boolean {
    return strategy !== "recreate" && strategy !== "rolling";
}

/**
 * Minutes that ECS watches alarms after a rolling deployment. It computes them from the alarms, without saying how:
 * these look back three minutes at most.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
 */
const WATCH_MINUTES = 5;

/**
 * Minutes for everything else: starting tasks, health checks, stopping the old ones, and the same again for the way
 * back of a deployment that fails at its end.
 */
const OTHER_MINUTES = 30;

/**
 * Minutes that a deployment takes because its strategy says so. Requests are answered all the
 * time, more and more of them by the new version. After the last step ECS waits for `bakeMinutes` only.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html
 *
 * @param watched whether alarms can roll it back
 */
export function strategyMinutes(args: DeploymentArgs, watched: boolean): number {
    const {
        strategy = defaults.deploymentArgs.strategy,
        bakeMinutes = defaults.deploymentArgs.bakeMinutes,
        shiftPercent = defaults.deploymentArgs.shiftPercent,
        shiftMinutes = defaults.deploymentArgs.shiftMinutes,
    } = args;
    switch (strategy) {
        case "recreate":
        case "rolling":
            return watched ? WATCH_MINUTES : 0;
        case "blueGreen":
            return bakeMinutes;
        case "canary":
            return shiftMinutes + bakeMinutes;
        case "linear":
            return (Math.ceil(100 / shiftPercent) - 1) * shiftMinutes + bakeMinutes;
    }
}

/**
 * How long Pulumi waits for a deployment to end. The provider's 20 minutes are too short for a slow strategy: the
 * update would fail while ECS goes on with it.
 */
export function deploymentTimeouts(
    args: DeploymentArgs,
    watched: boolean,
): { readonly create: string; readonly update: string } {
    const minutes = `${strategyMinutes(args, watched) + OTHER_MINUTES}m`;
    return { create: minutes, update: minutes };
}
