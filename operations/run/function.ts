/** A task that is a function's code: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
import { type CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { interruption } from "../pulumi/signals";
import type { FunctionTask } from "./deployed";
import type { Ended, Running } from "./running";

interface Clients {
    readonly lambda: Pick<LambdaClient, "send">;
    readonly logs: Pick<CloudWatchLogsClient, "send">;
}

/** Looks after the end, until the last lines have come. */
const LAST_LOOKS = 3;

/** Calls it, prints its log until it has answered, and says how it has ended: 0, or 1 if it has thrown an error. */
export async function callFunction(
    { name, functionArn, logGroupName }: FunctionTask,
    { lambda, logs }: Clients,
    { signal, started, line, pause }: Running,
): Promise<Ended> {
    const log = follow(logGroupName, Date.now(), logs, line);
    let over = false;
    const call = lambda
        .send(
            new InvokeCommand({
                FunctionName: functionArn,
                Payload: new TextEncoder().encode(JSON.stringify({ run: "plumb" })),
            }),
        )
        .finally(() => {
            over = true;
        });
    // Awaited below: until then an error must not count as one that nobody sees.
    call.catch(() => undefined);
    started(`task/${name}`);
    while (!isOver()) {
        if (signal.aborted) {
            throw interruption(
                `Interrupted. task/${name} goes on: Lambda ends no call before its time. Its log is ${logGroupName}.`,
            );
        }
        await Promise.race([pause?.(signal), call.catch(() => undefined)]);
        await log();
    }
    const { FunctionError: failed, Payload: payload, $metadata: metadata } = await call;
    for (let look = 0; look < LAST_LOOKS; look++) {
        await pause?.(signal);
        await log();
    }
    const text = payload === undefined ? "" : new TextDecoder().decode(payload);
    return {
        task: metadata.requestId ?? "",
        exitCode: failed === undefined ? 0 : 1,
        ...(failed === undefined ? {} : { reason: text }),
    };

    function isOver(): boolean {
        return over;
    }
}

/** Prints what is new in the log group, with every call: a function's lines are in streams that nobody can name. */
function follow(
    logGroupName: string,
    startTime: number,
    logs: Clients["logs"],
    line: (text: string) => void,
): () => Promise<void> {
    const seen = new Set<string>();
    return async () => {
        let nextToken: string | undefined;
        do {
            const answer = await logs.send(
                new FilterLogEventsCommand({ logGroupName, startTime, nextToken }),
            );
            for (const { eventId = "", message = "" } of answer.events ?? []) {
                if (seen.has(eventId)) continue;
                seen.add(eventId);
                line(message.trimEnd());
            }
            ({ nextToken } = answer);
        } while (nextToken !== undefined);
    };
}
