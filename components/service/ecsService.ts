import * as ecs from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

import { deploymentAlarms, deploymentSettings } from "./deployment";
import { type DeploymentArgs, deploymentTimeouts } from "../../model/deployment";
import type { ShiftingTarget } from "../loadBalancer";

/** Arguments of {@link createEcsService}. */
export interface EcsServiceArgs {
    readonly clusterArn: pulumi.Input<string>;
    readonly taskDefinitionArn: pulumi.Input<string>;
    readonly port: number;
    /** Tasks at first; scaling takes over from there. */
    readonly tasks: number;
    readonly spotPercent: number;
    readonly shell: boolean;
    readonly subnetIds: pulumi.Input<string>[];
    readonly securityGroupIds: pulumi.Input<string>[];
    readonly deployment: DeploymentArgs;
    /** Names of the alarms that stop a deployment and roll it back. */
    readonly alarmNames: readonly pulumi.Input<string>[];
    /** Where the load balancer's requests arrive; undefined if it sends none. */
    readonly target: ShiftingTarget | undefined;
    /** Role with which ECS moves requests between target groups. */
    readonly infrastructureRoleArn: pulumi.Input<string>;
    /** ARN of the private name; undefined if it has none. */
    readonly registryArn: pulumi.Input<string> | undefined;
}

/** Seconds that a starting task may fail its health checks. */
const START_SECONDS = 60;

/** An ECS service on Fargate whose deployments roll back by themselves. */
export function createEcsService(
    name: string,
    args: EcsServiceArgs,
    options: pulumi.CustomResourceOptions,
): ecs.Service {
    return new ecs.Service(
        name,
        {
            cluster: args.clusterArn,
            taskDefinition: args.taskDefinitionArn,
            desiredCount: args.tasks,
            capacityProviderStrategies: capacity(args.spotPercent),
            // ECS takes another share of Spot only together with a deployment.
            forceNewDeployment: true,
            networkConfiguration: {
                subnets: args.subnetIds,
                securityGroups: args.securityGroupIds,
                assignPublicIp: false,
            },
            ...deploymentSettings(args.deployment),
            ...deploymentAlarms(args.alarmNames),
            deploymentCircuitBreaker: { enable: true, rollback: true },
            enableExecuteCommand: args.shell,
            propagateTags: "SERVICE",
            // A deployment that does not become steady fails the update instead of passing unnoticed. It is
            // steady once the strategy's own waits are over, too.
            waitForSteadyState: true,
            ...(args.registryArn === undefined
                ? {}
                : { serviceRegistries: { registryArn: args.registryArn } }),
            ...(args.target ? balanced(name, args, args.target) : {}),
        },
        {
            ...options,
            customTimeouts: deploymentTimeouts(args.deployment, args.alarmNames.length > 0),
            // Scaling changes the count all day long.
            ignoreChanges: ["desiredCount"],
            // ECS accepts a target group only once a listener refers to it; tasks on another port are well only once
            // the load balancer may connect to that one.
            ...(args.target ? { dependsOn: [args.target.rule, ...args.target.opened] } : {}),
        },
    );
}

/** Load balancer of the service, and the settings with which a deployment moves requests to other tasks. */
function balanced(
    name: string,
    { port, infrastructureRoleArn }: EcsServiceArgs,
    { targetGroup, alternate, rule }: ShiftingTarget,
): Pick<ecs.ServiceArgs, "loadBalancers" | "healthCheckGracePeriodSeconds"> {
    return {
        loadBalancers: [
            {
                targetGroupArn: targetGroup.arn,
                containerName: name,
                containerPort: port,
                advancedConfiguration: {
                    alternateTargetGroupArn: alternate.arn,
                    productionListenerRule: rule.arn,
                    roleArn: infrastructureRoleArn,
                },
            },
        ],
        healthCheckGracePeriodSeconds: START_SECONDS,
    };
}

/** Fargate's two kinds of capacity, in the given shares. */
function capacity(spotPercent: number): { capacityProvider: string; weight: number }[] {
    return [
        { capacityProvider: "FARGATE", weight: 100 - spotPercent },
        { capacityProvider: "FARGATE_SPOT", weight: spotPercent },
    ].filter(({ weight }) => weight > 0);
}
