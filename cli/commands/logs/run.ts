import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { LOGGED, logGroupsOf } from "../../../operations/logs/groups";
import { follow as follower, lastLines, type Line, type Wanted } from "../../../operations/logs/read";
import { jsonLine, lineShower } from "../../../operations/logs/show";
import { since as timeOf } from "../../../operations/logs/since";
import { awsFailure } from "../../../operations/parts/awsFailure";
import { deployedPart, needPart } from "../../../operations/parts/parts";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import { watchInterrupts } from "../../../operations/pulumi/signals";
import { openDeployed } from "../../deployed";
import { loadStack } from "../../stack";
import { notice } from "../../terminal/report";

export interface LogsOptions {
    readonly stack: string;
    readonly since: string;
    readonly lines: number;
    readonly filter?: string;
    readonly follow?: boolean;
    readonly json?: boolean;
}

/** Milliseconds between two looks. */
const LOOK = { aws: 2000, emulator: 500 };

/** `plumb logs`: see index.ts. */
export async function logs(given: string, options: LogsOptions): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    const named = needPart(given, settings, LOGGED, "logs");
    const begin = timeOf(options.since, Date.now());
    if (begin === undefined) {
        throw new Failure(
            `--since: "${options.since}" is not allowed; it must be a time before now, such as 30s, 15m, 2h or 3d, or a point in time, such as 2026-01-31T09:00Z.`,
            exitCodes.usage,
        );
    }
    const { resources, client } = await openDeployed(settings);
    const groups = logGroupsOf(deployedPart(named, resources, options.stack));
    const wanted: Wanted = { groups: [...groups.keys()], since: begin, filter: options.filter };
    const inCloudWatch = new CloudWatchLogsClient(client);
    const toText = options.json
        ? jsonLine
        : lineShower(groups, "isTTY" in process.stdout && process.stdout.isTTY);
    const print = (lines: readonly Line[]): void => {
        for (const line of lines) process.stdout.write(`${toText(line)}\n`);
    };
    const interrupts = watchInterrupts();
    try {
        const wait = client.endpoint === undefined ? LOOK.aws : LOOK.emulator;
        if (options.follow)
            return await goOn(follower(wanted, inCloudWatch), print, wait, interrupts.signal, options.lines);
        const { lines, leftOut } = await lastLines(wanted, options.lines, inCloudWatch);
        print(lines);
        if (leftOut > 0) notice(`${leftOut} earlier lines were left out: --lines shows more.`);
        if (lines.length === 0)
            notice(
                `${named.id} has no such line since ${new Date(begin).toISOString()}: --since looks further back.`,
            );
        return interrupts.signal.aborted ? exitCodes.interrupted : exitCodes.done;
    } catch (error) {
        if (
            error instanceof Error &&
            error.name === "InvalidParameterException" &&
            options.filter !== undefined
        ) {
            throw new Failure(
                `--filter: CloudWatch Logs does not take "${options.filter}": ${error.message}`,
                exitCodes.usage,
            );
        }
        throw awsFailure(`The log of ${named.id} could not be read`, error);
    } finally {
        interrupts.stop();
    }
}

/** Prints what is new until somebody ends it. Of what there is at the beginning, only the last lines count. */
async function goOn(
    next: () => Promise<readonly Line[]>,
    print: (lines: readonly Line[]) => void,
    wait: number,
    signal: AbortSignal,
    most: number,
): Promise<ExitCode> {
    print((await next()).slice(-most));
    while (!signal.aborted) {
        await sleep(wait, undefined, { signal }).catch(() => undefined);
        // An interrupt ends the pause at once, and no look comes after it.
        if (!isOver(signal)) print(await next());
    }
    return exitCodes.interrupted;
}

function isOver({ aborted }: AbortSignal): boolean {
    return aborted;
}
