/** A task that is a container: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
import { type CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
    DescribeTasksCommand,
    type ECSClient,
    RunTaskCommand,
    StopTaskCommand,
    type Task,
} from "@aws-sdk/client-ecs";
import { Failure } from "../pulumi/failure";
import { interruption } from "../pulumi/signals";
import type { ContainerTask } from "./deployed";
import type { Ended, Running } from "./running";

interface Clients {
    readonly ecs: Pick<ECSClient, "send">;
    readonly logs: Pick<CloudWatchLogsClient, "send">;
}

/** What ECS says of every container that has ended by itself. */
const USUAL = /^Essential container in task exited$/;

/** Starts it, prints its log until it has ended, and says how. */
export async function runContainer(
    deployed: ContainerTask,
    { ecs, logs }: Clients,
    { signal, stop, started, line, pause }: Running,
): Promise<Ended> {
    const { name, clusterArn: cluster } = deployed;
    let task = await start(deployed, ecs);
    const id = task.taskArn?.split("/").at(-1) ?? "";
    started(`task/${name} as ${id}`);
    const log = follow(deployed, id, logs, line);
    let asked = false;
    while (task.lastStatus !== "STOPPED") {
        if (signal.aborted && !stop) {
            throw interruption(
                `Interrupted. task/${name} goes on as ${id}; its log is ${deployed.logGroupName}. To stop it: aws ecs stop-task --cluster ${cluster} --task ${id}`,
            );
        }
        if (signal.aborted && !asked) {
            asked = true;
            await ecs.send(new StopTaskCommand({ cluster, task: id, reason: "plumb run was interrupted" }));
        }
        await pause?.(asked ? undefined : signal);
        const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [id] }));
        // ECS may not know a new task everywhere yet.
        task = tasks[0] ?? task;
        await log();
    }
    await log();
    if (asked) throw interruption(`Interrupted. task/${name} was stopped.`);
    return endOf(name, id, task);
}

async function start(
    { name, clusterArn, taskDefinitionArn, subnetIds, securityGroupIds }: ContainerTask,
    ecs: Clients["ecs"],
): Promise<Task> {
    const { tasks = [], failures = [] } = await ecs.send(
        new RunTaskCommand({
            cluster: clusterArn,
            taskDefinition: taskDefinitionArn,
            launchType: "FARGATE",
            propagateTags: "TASK_DEFINITION",
            startedBy: "plumb-run",
            networkConfiguration: {
                awsvpcConfiguration: {
                    subnets: [...subnetIds],
                    securityGroups: [...securityGroupIds],
                    assignPublicIp: "DISABLED",
                },
            },
        }),
    );
    const [task] = tasks;
    if (task !== undefined) return task;
    throw new Failure(`ECS did not start task/${name}: ${failures[0]?.reason ?? "it gives no reason"}.`);
}

function endOf(name: string, id: string, { containers = [], stoppedReason }: Task): Ended {
    const own = containers.find((one) => one.name === name);
    const reasons = [own?.reason, stoppedReason].filter((one) => one !== undefined && !USUAL.test(one));
    if (own?.exitCode === undefined) {
        throw new Failure(`task/${name} did not run: ${reasons.join("; ") || "ECS gives no reason"}`);
    }
    return {
        task: id,
        exitCode: own.exitCode,
        ...(reasons.length > 0 ? { reason: reasons.join("; ") } : {}),
    };
}

/** Prints what is new in the log of a task, with every call. A container that has not begun to write has no stream. */
function follow(
    { name, logGroupName }: ContainerTask,
    id: string,
    logs: Clients["logs"],
    line: (text: string) => void,
): () => Promise<void> {
    let nextToken: string | undefined;
    return async () => {
        for (;;) {
            const asked = nextToken;
            const answer = await logs
                .send(
                    new GetLogEventsCommand({
                        logGroupName,
                        logStreamName: `${name}/${name}/${id}`,
                        startFromHead: true,
                        nextToken,
                    }),
                )
                .catch((error: unknown) => {
                    if (error instanceof Error && error.name === "ResourceNotFoundException")
                        return undefined;
                    throw error;
                });
            if (answer === undefined) return;
            for (const { message = "" } of answer.events ?? []) line(message.trimEnd());
            nextToken = answer.nextForwardToken;
            // At the end of a stream the token stays the same.
            if (nextToken === asked || (answer.events ?? []).length === 0) return;
        }
    };
}
