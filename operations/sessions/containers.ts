/** Containers into which ECS Exec leads: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
import { DescribeTasksCommand, type ECSClient, ListTasksCommand } from "@aws-sdk/client-ecs";
import { ofType, type Part, textOf } from "../parts/parts";

/** A container that runs, with the agent of ECS Exec in it. */
export interface RunningContainer {
    readonly cluster: string;
    readonly task: string;
    readonly container: string;
    /** As Systems Manager calls it. */
    readonly target: string;
}

/** @returns a container of a service; undefined with the reason why there is none */
export async function runningContainer(
    part: Part,
    ecs: Pick<ECSClient, "send">,
): Promise<RunningContainer | string> {
    const [service] = ofType(part, "aws:ecs/service:Service");
    const [cluster, serviceName] = [textOf(service, "cluster"), textOf(service, "name")];
    if (cluster === undefined || serviceName === undefined) return `${part.id} is not deployed`;
    const { taskArns = [] } = await ecs.send(
        new ListTasksCommand({ cluster, serviceName, desiredStatus: "RUNNING" }),
    );
    if (taskArns.length === 0) return `${part.id} has no task that runs`;
    const { tasks = [] } = await ecs.send(
        new DescribeTasksCommand({ cluster, tasks: taskArns.slice(0, MOST_TASKS) }),
    );
    const clusterName = cluster.split("/").at(-1) ?? cluster;
    const found = tasks.flatMap(({ taskArn = "", containers = [] }) => {
        const own = containers.find(({ name }) => name === part.name);
        const agent = own?.managedAgents?.find(({ name }) => name === "ExecuteCommandAgent");
        if (own?.runtimeId === undefined || agent?.lastStatus !== "RUNNING") return [];
        const task = taskArn.split("/").at(-1) ?? taskArn;
        const target = `ecs:${clusterName}_${task}_${own.runtimeId}`;
        return [{ cluster, task, container: part.name, target }];
    });
    return (
        found[0] ??
        `${part.id} runs, but the agent of ECS Exec does not run in its tasks, which began without it`
    );
}

/** DescribeTasks takes no more. */
const MOST_TASKS = 100;
