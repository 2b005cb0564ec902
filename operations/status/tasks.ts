/** Tasks: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeTasksCommand, ECSClient, ListTasksCommand, type Task } from "@aws-sdk/client-ecs";
import { ofType, type Part, textOf } from "../parts/parts";
import { nameOf } from "../state/urn";
import { chunks, grouped } from "../../model/lists";
import { clock } from "../text/clock";
import { type Look, type Row } from "./row";

/** Tasks in one request. */
const MOST = 100;

export const tasks: Look = async (parts, { client, outputs }) => {
    const { tasks: started = {} } = outputs as { readonly tasks?: Readonly<Record<string, Started>> };
    const [ecs, logs] = [new ECSClient(client), new CloudWatchLogsClient(client)];
    const placed = parts.map((part) => ({
        part,
        cluster: started[part.name]?.clusterArn,
        family: textOf(ofType(part, "aws:ecs/taskDefinition:TaskDefinition")[0], "family"),
    }));
    const lists = await Promise.all(
        placed.map(async ({ cluster, family }) =>
            cluster === undefined || family === undefined ? [] : arnsOf(cluster, family, ecs),
        ),
    );
    const found = await described(
        placed.flatMap(({ cluster = "" }, at) => (lists[at] ?? []).map((arn) => ({ cluster, arn }))),
        ecs,
    );
    return Promise.all(
        placed.map(async ({ part }, at) => {
            const own = (lists[at] ?? []).flatMap((arn) => found.get(arn) ?? []);
            const [last] = own.sort((one, other) => timeOf(other) - timeOf(one));
            return last === undefined ? rowOfLog(part, await lastLine(part, logs)) : rowOf(part, last);
        }),
    );
};

/** What the stack's outputs say of a task; of code they have no cluster. */
interface Started {
    readonly clusterArn?: string;
}

/** ECS lists what runs and what has ended apart, and forgets what has ended after an hour. */
async function arnsOf(cluster: string, family: string, ecs: ECSClient): Promise<string[]> {
    const lists = await Promise.all(
        (["RUNNING", "STOPPED"] as const).map(async (desiredStatus) =>
            ecs.send(new ListTasksCommand({ cluster, family, desiredStatus })),
        ),
    );
    return [...new Set(lists.flatMap(({ taskArns = [] }) => taskArns))];
}

async function described(
    all: readonly { readonly cluster: string; readonly arn: string }[],
    ecs: ECSClient,
): Promise<Map<string, Task>> {
    const asked = [...grouped(all, ({ cluster }) => cluster)].flatMap(([cluster, arns]) =>
        chunks(arns, MOST).map(async (batch) =>
            ecs.send(new DescribeTasksCommand({ cluster, tasks: batch.map(({ arn }) => arn) })),
        ),
    );
    const tasksFound = (await Promise.all(asked)).flatMap((answer) => answer.tasks ?? []);
    return new Map(tasksFound.map((task) => [task.taskArn ?? "", task]));
}

function timeOf({ createdAt }: Task): number {
    return createdAt?.getTime() ?? 0;
}

function rowOf(part: Part, task: Task): Row {
    const { lastStatus = "", containers = [], stoppedReason, stoppedAt, createdAt } = task;
    const own = containers.find(({ name }) => name === part.name) ?? containers[0];
    const hasEnded = lastStatus === "STOPPED";
    const exitCode = hasEnded ? own?.exitCode : undefined;
    const condition = !hasEnded ? "changing" : exitCode === 0 ? "healthy" : "broken";
    const time = hasEnded ? (stoppedAt ?? createdAt) : createdAt;
    const reason = own?.reason ?? stoppedReason;
    return {
        id: part.id,
        condition,
        runs: hasEnded ? `ended with ${exitCode ?? "no exit code"}` : lastStatus.toLowerCase(),
        version: "",
        last: [clock(time), reason ?? ""].filter((text) => text !== "").join(" "),
        facts: {
            status: lastStatus,
            exitCode: exitCode ?? null,
            time: time?.toISOString() ?? null,
            reason: reason ?? null,
            task: task.taskArn ?? null,
        },
    };
}

/** When something was written last to its log; undefined: never. */
async function lastLine(part: Part, logs: CloudWatchLogsClient): Promise<Date | undefined> {
    const groups = ofType(part, "aws:cloudwatch/logGroup:LogGroup");
    const name = textOf(
        groups.find(({ urn }) => nameOf(urn) === part.name),
        "name",
    );
    if (name === undefined) return undefined;
    const { logStreams: [latest] = [] } = await logs.send(
        new DescribeLogStreamsCommand({
            logGroupName: name,
            orderBy: "LastEventTime",
            descending: true,
            limit: 1,
        }),
    );
    const time = latest?.lastEventTimestamp ?? latest?.lastIngestionTime;
    return time === undefined ? undefined : new Date(time);
}

/** What ECS does not know any more, and code, has left its log. */
function rowOfLog({ id }: Part, time: Date | undefined): Row {
    return {
        id,
        condition: "idle",
        runs: time === undefined ? "has not run" : "has run; how it ended is not kept",
        version: "",
        last: clock(time),
        facts: { status: null, exitCode: null, time: time?.toISOString() ?? null },
    };
}
