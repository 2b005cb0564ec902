import * as pulumi from "@pulumi/pulumi";

import type { EventTarget } from "../events";
import type { Statement } from "../support/iam";

/** What starts a task, and what the role of whoever starts it needs for that, and nothing else. */
export interface TaskTarget extends EventTarget {
    /** Where and as what a container runs; undefined: the target is a function. */
    readonly container?: TaskPlace | undefined;
}

/** A container that ECS can run. */
export interface TaskPlace {
    readonly clusterArn: pulumi.Input<string>;
    readonly taskDefinitionArn: pulumi.Input<string>;
    readonly family: string;
    readonly subnetIds: pulumi.Input<string>[];
    readonly securityGroupIds: pulumi.Input<string>[];
}

interface Owner {
    readonly region: string;
    readonly accountId: string;
    /** The roles of the task: the only ones that may be passed on. */
    readonly roleArns: readonly pulumi.Input<string>[];
}

/** The ARNs of a cluster's tasks. */
export function tasksOf(clusterArn: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.output(clusterArn).apply((arn) => `${arn.replace(":cluster/", ":task/")}/*`);
}

/**
 * Starting a container as a task: its family only, on its cluster only, with its own two roles.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
export function containerTarget(place: TaskPlace, { region, accountId, roleArns }: Owner): TaskTarget {
    const { clusterArn, taskDefinitionArn, family, subnetIds, securityGroupIds } = place;
    const statements: Statement[] = [
        {
            actions: ["ecs:RunTask"],
            resources: [`arn:aws:ecs:${region}:${accountId}:task-definition/${family}:*`],
            conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
        },
        {
            // The tags of the task definition are given to the task.
            actions: ["ecs:TagResource"],
            resources: [tasksOf(clusterArn)],
            conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
        },
        {
            actions: ["iam:PassRole"],
            resources: roleArns,
            conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        },
    ];
    return {
        arn: clusterArn,
        statements,
        ecsParameters: {
            taskDefinitionArn,
            launchType: "FARGATE",
            propagateTags: "TASK_DEFINITION",
            networkConfiguration: {
                subnets: subnetIds,
                securityGroups: securityGroupIds,
                assignPublicIp: false,
            },
        },
        container: place,
    };
}
