/** Runs a task of a deployed stack once, and follows its log. */
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ECSClient } from "@aws-sdk/client-ecs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { ClientSettings } from "../pulumi/awsClient";
import { Failure } from "../pulumi/failure";
import { runContainer } from "./container";
import type { DeployedTask } from "./deployed";
import { callFunction } from "./function";
import type { Ended, Running } from "./running";

/** Milliseconds between two looks. */
const LOOK = { aws: 2000, emulator: 300 };

/**
 * Runs a task once.
 * @throws Failure if it cannot be started, or nobody waits for its end
 */
export async function runTask(
    task: DeployedTask,
    settings: ClientSettings,
    running: Omit<Running, "pause">,
): Promise<Ended> {
    const logs = new CloudWatchLogsClient(settings);
    const wait = settings.endpoint === undefined ? LOOK.aws : LOOK.emulator;
    const pause = async (signal?: AbortSignal): Promise<void> => {
        // An interrupt ends the pause at once.
        await sleep(wait, undefined, signal ? { signal } : {}).catch(() => undefined);
    };
    try {
        return "functionArn" in task
            ? // A call that is lost on the way must not come twice.
              await callFunction(
                  task,
                  { lambda: new LambdaClient({ ...settings, maxAttempts: 1 }), logs },
                  { ...running, pause },
              )
            : await runContainer(task, { ecs: new ECSClient(settings), logs }, { ...running, pause });
    } catch (error) {
        if (error instanceof Failure) throw error;
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new Failure(`task/${task.name} could not be run: ${reason}`);
    }
}
