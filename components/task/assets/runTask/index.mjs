// Runs an ECS task before a deployment, and waits for its end: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
// A deployment that is tried again finds the task of its first try by `startedBy`. The SDK is part of the runtime.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
    DescribeTasksCommand,
    ECSClient,
    ListTasksCommand,
    RunTaskCommand,
    StopTaskCommand,
} from "@aws-sdk/client-ecs";

const ecs = new ECSClient({});
const logs = new CloudWatchLogsClient({});

/** @param {string} name */
const setting = (name) => process.env[name] ?? "";
const cluster = setting("TASK_CLUSTER");

/** Milliseconds that are left for the end of this call, and between two looks. */
const RESERVE = 30_000;
const LOOKS = [1000, 1000, 2000, 3000, 5000];

/** Milliseconds in which permissions that were given just now are in force everywhere. */
const PERMISSIONS = 60_000;

/** Lines of the log that an error has. */
const LINES = 20;

/** @typedef {import("@aws-sdk/client-ecs").Task} Task */

class TaskFailed extends Error {
    /** @param {string} message */
    constructor(message) {
        super(message);
        this.name = "TaskFailed";
        // Where this code throws it tells nothing, and would stand in the deployment's error.
        this.stack = this.name;
    }
}

/**
 * The task that an earlier try has started, if it runs or has succeeded.
 * @param {string} startedBy
 */
async function earlier(startedBy) {
    for (const desiredStatus of /** @type {const} */ (["RUNNING", "STOPPED"])) {
        const { taskArns = [] } = await ecs.send(
            new ListTasksCommand({ cluster, family: setting("TASK_FAMILY"), desiredStatus }),
        );
        if (taskArns.length === 0) continue;
        const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
        const found = tasks.find(
            (task) => task.startedBy === startedBy && (task.lastStatus !== "STOPPED" || exitCode(task) === 0),
        );
        if (found !== undefined) return found;
    }
    return undefined;
}

/** @param {string} taskDefinition @param {string} startedBy */
async function start(taskDefinition, startedBy) {
    const { tasks = [], failures = [] } = await whenAllowed(
        new RunTaskCommand({
            cluster,
            taskDefinition,
            startedBy,
            launchType: "FARGATE",
            propagateTags: "TASK_DEFINITION",
            networkConfiguration: {
                awsvpcConfiguration: {
                    subnets: setting("TASK_SUBNETS").split(","),
                    securityGroups: setting("TASK_SECURITY_GROUPS").split(","),
                    assignPublicIp: "DISABLED",
                },
            },
        }),
    );
    const [task] = tasks;
    if (task === undefined) {
        throw new TaskFailed(`${name} was not started: ${failures[0]?.reason ?? "ECS gives no reason"}`);
    }
    return task;
}

/** @param {RunTaskCommand} command */
async function whenAllowed(command) {
    for (const until = Date.now() + PERMISSIONS; ; await sleep(3000)) {
        try {
            return await ecs.send(command);
        } catch (error) {
            const denied = error instanceof Error && error.name === "AccessDeniedException";
            if (!denied || Date.now() > until) throw error;
        }
    }
}

/** @param {Task} task */
function container(task) {
    return task.containers?.find((one) => one.name === setting("TASK_CONTAINER"));
}

/** @param {Task} task */
function exitCode(task) {
    return container(task)?.exitCode;
}

const name = `task/${setting("TASK_CONTAINER")}`;

/** The last lines of the task's log. @param {Task} task */
async function lastLines(task) {
    const id = task.taskArn?.split("/").at(-1);
    const logStreamName = `${setting("TASK_CONTAINER")}/${setting("TASK_CONTAINER")}/${id}`;
    try {
        const { events = [] } = await logs.send(
            new GetLogEventsCommand({ logGroupName: setting("TASK_LOG_GROUP"), logStreamName, limit: LINES }),
        );
        return events.map(({ message = "" }) => message.trimEnd());
    } catch {
        // A container that never ran has no stream.
        return [];
    }
}

/** @param {Task} task @param {string} what */
async function failure(task, what) {
    const why = [container(task)?.reason, task.stoppedReason].filter(Boolean).join("; ");
    const lines = await lastLines(task);
    const log = lines.length === 0 ? "its log has no lines" : `its last lines:\n${lines.join("\n")}`;
    return new TaskFailed(`${name} ${what}${why === "" ? "" : ` (${why})`}; ${log}`);
}

/**
 * Called by the deployment, with the revision that it has made. Of several calls the first starts the task, and the
 * others go on waiting for it.
 *
 * @param {{ taskDefinition: string, more?: boolean }} event `more`: another call goes on waiting where this one ends
 * @param {{ getRemainingTimeInMillis(): number }} context
 */
export async function handler({ taskDefinition, more = false }, context) {
    const startedBy = `deployment-${createHash("sha256").update(taskDefinition).digest("hex").slice(0, 20)}`;
    let task = (await earlier(startedBy)) ?? (await start(taskDefinition, startedBy));
    const minutes = Number(setting("TASK_MINUTES"));
    const began = task.createdAt?.getTime() ?? Date.now();
    for (let look = 0; task.lastStatus !== "STOPPED"; look++) {
        const ends = context.getRemainingTimeInMillis() < RESERVE;
        if (ends && more) return { running: task.taskArn };
        if (ends || Date.now() - began > minutes * 60_000) {
            const reason = `it ran longer than ${minutes} minutes`;
            await ecs.send(new StopTaskCommand({ cluster, task: task.taskArn, reason }));
            throw await failure(task, `was stopped: ${reason}, which is its timeoutMinutes`);
        }
        await sleep(LOOKS[Math.min(look, LOOKS.length - 1)]);
        const { tasks = [] } = await ecs.send(
            new DescribeTasksCommand({ cluster, tasks: [task.taskArn ?? ""] }),
        );
        // ECS may not know a new task everywhere yet.
        task = tasks[0] ?? task;
    }
    const code = exitCode(task);
    if (code === undefined) throw await failure(task, "did not run");
    if (code !== 0) throw await failure(task, `ended with exit code ${code}`);
    return {
        task: task.taskArn,
        exitCode: code,
        ...(task.stoppedReason ? { reason: task.stoppedReason } : {}),
    };
}
