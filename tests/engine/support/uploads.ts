/** Uploads to a bucket of an emulated stack, and what the task says that they start. */
import { setTimeout as sleep } from "node:timers/promises";
import {
    CloudWatchLogsClient,
    DescribeLogGroupsCommand,
    FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

import { type Emulator, emulatorCredentials } from "../../../operations/emulator";

/** Milliseconds after which a task must have said something, and what a second one would have needed at most. */
const LONGEST = 30_000;
const ANOTHER = 1000;

/**
 * Uploads objects, one after the other.
 *
 * @returns the lines in the log of the task
 */
export async function linesOfUploads(
    emulator: Emulator,
    bucket: string,
    task: string,
    keys: readonly string[],
): Promise<string[]> {
    const settings = {
        region: "us-east-1",
        endpoint: emulator.url,
        credentials: emulatorCredentials(emulator.directory),
    };
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    const logs = new CloudWatchLogsClient(settings);
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: "x" }));
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    const logGroupName = logGroups.find((group) => group.logGroupName?.includes(task))?.logGroupName;
    const look = async (): Promise<string[]> => {
        const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
        return events.map(({ message = "" }) => message);
    };
    const end = Date.now() + LONGEST;
    while ((await look()).length === 0 && Date.now() < end) await sleep(300);
    await sleep(ANOTHER);
    return look();
}
