/** Lines of log groups: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
import {
    type CloudWatchLogsClient,
    type FilteredLogEvent,
    FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";

/** A line of a log. */
export interface Line {
    /** Milliseconds since 1970. */
    readonly time: number;
    /** Name of its log group in AWS. */
    readonly group: string;
    readonly stream: string;
    readonly message: string;
}

/** Which lines. */
export interface Wanted {
    readonly groups: readonly string[];
    /** Milliseconds since 1970. */
    readonly since: number;
    /** A pattern of CloudWatch Logs. @default every line */
    readonly filter?: string | undefined;
}

type Logs = Pick<CloudWatchLogsClient, "send">;

/** Events that CloudWatch Logs takes late: those of the last seconds are asked for again. */
const OVERLAP_MS = 10_000;

/** The last lines of all groups, and how many came before them. */
export async function lastLines(
    wanted: Wanted,
    most: number,
    logs: Logs,
): Promise<{ readonly lines: readonly Line[]; readonly leftOut: number }> {
    const all = await Promise.all(
        wanted.groups.map(async (group) => {
            let [lines, leftOut]: [Line[], number] = [[], 0];
            for await (const page of pagesOf(group, wanted, logs)) {
                lines.push(...page.map((event) => lineOf(group, event)));
                // Of a busy group no more is kept than is shown.
                leftOut += Math.max(0, lines.length - most);
                lines = lines.slice(Math.max(0, lines.length - most));
            }
            return { lines, leftOut };
        }),
    );
    const sorted = inOrder(all.flatMap(({ lines }) => lines));
    const surplus = Math.max(0, sorted.length - most);
    const leftOut = all.reduce((sum, one) => sum + one.leftOut, surplus);
    return { lines: sorted.slice(surplus), leftOut };
}

/** Lines as they come, each once; the first call has those since the beginning. */
export function follow(wanted: Wanted, logs: Logs): () => Promise<readonly Line[]> {
    const groups = wanted.groups.map((group) => ({
        group,
        from: wanted.since,
        seen: new Map<string, number>(),
    }));
    return async () => {
        const fresh = await Promise.all(
            groups.map(async (one) => {
                const lines: Line[] = [];
                for await (const page of pagesOf(one.group, { ...wanted, since: one.from }, logs)) {
                    for (const event of page) {
                        const { eventId = "", timestamp = 0 } = event;
                        if (one.seen.has(eventId)) continue;
                        one.seen.set(eventId, timestamp);
                        lines.push(lineOf(one.group, event));
                    }
                }
                const last = Math.max(one.from + OVERLAP_MS, ...lines.map(({ time }) => time));
                one.from = Math.max(wanted.since, last - OVERLAP_MS);
                for (const [id, time] of one.seen) if (time < one.from) one.seen.delete(id);
                return lines;
            }),
        );
        return inOrder(fresh.flat());
    };
}

async function* pagesOf(
    logGroupName: string,
    { since, filter }: Wanted,
    logs: Logs,
): AsyncGenerator<FilteredLogEvent[]> {
    let nextToken: string | undefined;
    do {
        const answer = await logs
            .send(
                new FilterLogEventsCommand({
                    logGroupName,
                    startTime: since,
                    filterPattern: filter,
                    nextToken,
                }),
            )
            .catch((error: unknown) => {
                // Some services make their group with the first line.
                if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
                throw error;
            });
        yield answer?.events ?? [];
        nextToken = answer?.nextToken;
    } while (nextToken !== undefined);
}

function lineOf(group: string, { timestamp = 0, logStreamName = "", message = "" }: FilteredLogEvent): Line {
    return { time: timestamp, group, stream: logStreamName, message: message.trimEnd() };
}

/** By time; lines of one moment stay as they came. */
function inOrder(lines: readonly Line[]): Line[] {
    return [...lines].sort((one, other) => one.time - other.time);
}
