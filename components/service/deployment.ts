import type * as ecs from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";
import * as defaults from "../../model/defaults";
import type { DeploymentArgs } from "../../model/deployment";

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
    const strategy = args.strategy ?? defaults.deploymentArgs.strategy;
    const [percent, minutes] = [
        args.shiftPercent ?? defaults.deploymentArgs.shiftPercent,
        String(args.shiftMinutes ?? defaults.deploymentArgs.shiftMinutes),
    ];
    const bakeTimeInMinutes = String(args.bakeMinutes ?? defaults.deploymentArgs.bakeMinutes);
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
