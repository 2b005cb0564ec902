import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { type QueueReference, sendStatements } from "../events";
import type { Statement } from "../support/iam";

/** Messages of a queue. */
export interface QueueSource extends QueueReference {
    /** Name within the function. */
    readonly name: string;
    /** Messages of one call at most, 1 to 10000. @default 10 */
    readonly batchSize?: number;
    /** Seconds to wait for a full batch, 0 to 300. @default 0 */
    readonly windowSeconds?: number;
    /** Calls at a time that this queue may cause, 2 to 1000. @default as many as the function can run */
    readonly maxConcurrency?: number | undefined;
}

/** Changes of a table, in order for each key. */
export interface TableSource {
    /** Name within the function. */
    readonly name: string;
    readonly streamArn: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts the table. @default one of DynamoDB's own, which needs no permission */
    readonly keyArn?: pulumi.Input<string> | undefined;
    /** Changes of one call at most, 1 to 10000. @default 100 */
    readonly batchSize?: number;
    /** Seconds to wait for a full batch, 0 to 300. @default 0 */
    readonly windowSeconds?: number;
    /** Where a new source begins: at the oldest change (24 hours at most), or with the next. @default "oldest" */
    readonly startAt?: "oldest" | "next" | undefined;
    /** Times that a change is tried again before it is put aside, 0 to 10000. @default 3 */
    readonly retries?: number;
}

interface EventSourcesArgs {
    readonly aliasArn: pulumi.Input<string>;
    readonly queues: readonly QueueSource[];
    readonly tables: readonly TableSource[];
    /** Gets the changes that were put aside. */
    readonly onFailure?: QueueReference | undefined;
}

/** Statements for event sources: Lambda reads them with the function's own role. */
export function sourceStatements({
    queues,
    tables,
}: Pick<EventSourcesArgs, "queues" | "tables">): Statement[] {
    const keys = [
        ...new Set([...queues, ...tables].map(({ keyArn }) => keyArn).filter((key) => key !== undefined)),
    ];
    return [
        ...queues.map(({ queueArn }) => ({
            actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            resources: [queueArn],
        })),
        ...tables.map(({ streamArn }) => ({
            actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
            resources: [streamArn],
        })),
        // Belongs to no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
        ...(tables.length > 0 ? [{ actions: ["dynamodb:ListStreams"], resources: ["*"] }] : []),
        ...(keys.length > 0 ? [{ actions: ["kms:Decrypt"], resources: keys }] : []),
    ];
}

/** Statements for sending failed invocations to a queue. */
export function failureStatements(queue: QueueReference | undefined): Statement[] {
    return queue === undefined ? [] : sendStatements(queue);
}

/** Calls the function with messages and changes. A message that fails alone is tried again alone. */
export function createEventSources(
    name: string,
    { aliasArn, queues, tables, onFailure }: EventSourcesArgs,
    options: pulumi.CustomResourceOptions,
): void {
    const reportFailures = { functionName: aliasArn, functionResponseTypes: ["ReportBatchItemFailures"] };
    for (const source of queues) {
        new lambda.EventSourceMapping(
            `${name}-${source.name}`,
            {
                ...reportFailures,
                eventSourceArn: source.queueArn,
                batchSize: source.batchSize ?? defaults.queueSource.batchSize,
                maximumBatchingWindowInSeconds: source.windowSeconds ?? defaults.queueSource.windowSeconds,
                ...(source.maxConcurrency === undefined
                    ? {}
                    : { scalingConfig: { maximumConcurrency: source.maxConcurrency } }),
            },
            options,
        );
    }
    for (const source of tables) {
        new lambda.EventSourceMapping(
            `${name}-${source.name}`,
            {
                ...reportFailures,
                eventSourceArn: source.streamArn,
                batchSize: source.batchSize ?? defaults.tableSource.batchSize,
                maximumBatchingWindowInSeconds: source.windowSeconds ?? defaults.tableSource.windowSeconds,
                startingPosition: source.startAt === "next" ? "LATEST" : "TRIM_HORIZON",
                maximumRetryAttempts: source.retries ?? defaults.tableSource.retries,
                // One bad change must not hold up the others of its batch.
                bisectBatchOnFunctionError: true,
                ...(onFailure
                    ? { destinationConfig: { onFailure: { destinationArn: onFailure.queueArn } } }
                    : {}),
            },
            options,
        );
    }
}
