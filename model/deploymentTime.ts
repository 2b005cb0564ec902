import { type DeploymentArgs, MINUTES, PERCENT } from "../components/service/deployment";

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
 * Minutes that a deployment takes because its strategy says so. Users wait for none of them: all requests are
 * answered meanwhile, more and more of them by the new version. Nothing waits after the last step but `bakeMinutes`.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html
 *
 * @param watched whether alarms can roll it back
 */
export function strategyMinutes(args: DeploymentArgs, watched: boolean): number {
    const {
        strategy = "rolling",
        bakeMinutes = MINUTES,
        shiftPercent = PERCENT,
        shiftMinutes = MINUTES,
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
