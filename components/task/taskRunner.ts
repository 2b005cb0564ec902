import { join } from "node:path";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { ServerlessFunction } from "../function";
import type { LogSettings } from "../support/logGroup";
import { OWN_RUNTIMES } from "../../model/runtimes";
import { type TaskPlace, type TaskTarget, tasksOf } from "./taskTarget";

/** Arguments of {@link runBefore}. */
interface RunnerArgs {
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
    /** Minutes that the task may take. */
    readonly minutes: number;
    readonly target: TaskTarget;
    readonly place: TaskPlace;
    readonly logGroup: { readonly name: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
    /** What must have succeeded before. */
    readonly after: readonly pulumi.Resource[];
}

/** Minutes that one call waits: Lambda ends one after fifteen. */
const CALL_MINUTES = 14;

/**
 * Runs a container while the deployment waits: a function starts it and sees it through, called whenever there is another
 * revision of the task. What takes longer than a call of a function can is awaited by several, one after the other.
 *
 * @returns known once the task has ended with exit code 0
 */
export function runBefore(
    name: string,
    { minutes, target, place, logGroup, after, ...args }: RunnerArgs,
    options: pulumi.CustomResourceOptions,
): lambda.Invocation {
    const runner = new ServerlessFunction(
        `${name}-runner`,
        {
            ...args,
            code: join(__dirname, "assets", "runTask"),
            runtime: OWN_RUNTIMES.taskRunner,
            timeoutSeconds: 900,
            environment: {
                TASK_CLUSTER: place.clusterArn,
                TASK_FAMILY: place.family,
                TASK_CONTAINER: name,
                TASK_SUBNETS: listed(place.subnetIds),
                TASK_SECURITY_GROUPS: listed(place.securityGroupIds),
                TASK_LOG_GROUP: logGroup.name,
                TASK_MINUTES: String(minutes),
            },
            links: [
                {
                    name: `task/${name}`,
                    link: { statements: [...target.statements, ...waiting(place, logGroup.arn)] },
                },
            ],
        },
        { parent: options.parent },
    );
    const calls = Math.ceil(minutes / CALL_MINUTES);
    const call = (index: number, before: readonly pulumi.Resource[]): lambda.Invocation =>
        new lambda.Invocation(
            index === 1 ? name : `${name}-${index}`,
            {
                functionName: runner.functionName,
                qualifier: runner.aliasName,
                // Another input is another call: a new revision, and nothing else.
                input: pulumi.jsonStringify({
                    taskDefinition: place.taskDefinitionArn,
                    ...(index < calls ? { more: true } : {}),
                }),
            },
            { ...options, dependsOn: [...before] },
        );
    let last = call(1, after);
    for (let index = 2; index <= calls; index++) last = call(index, [last]);
    return last;
}

/** Subnets and groups in an order of their own, so that another order changes nothing. */
function listed(ids: readonly pulumi.Input<string>[]): pulumi.Output<string> {
    return pulumi.all([...ids]).apply((known) => known.toSorted().join(","));
}

/** Seeing a task through. Tasks are listed for a whole cluster, or not at all. */
function waiting({ clusterArn }: TaskPlace, logGroupArn: pulumi.Input<string>): TaskTarget["statements"] {
    return [
        {
            actions: ["ecs:ListTasks"],
            resources: ["*"],
            conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
        },
        { actions: ["ecs:DescribeTasks", "ecs:StopTask"], resources: [tasksOf(clusterArn)] },
        { actions: ["logs:GetLogEvents"], resources: [pulumi.interpolate`${logGroupArn}:log-stream:*`] },
    ];
}
