import assert from "node:assert/strict";

import {
    ServerlessFunction,
    type ServerlessFunctionArgs,
} from "../../../components/function/serverlessFunction";
import { base, KEY, logs, vpc } from "../../support/fixtures";
import { recordOnce } from "../../support/recorder";

const args: ServerlessFunctionArgs = {
    code: "examples/sample/functions/orders",
    ...base,
    vpc,
    logs,
};

describe("Callers of a ServerlessFunction", () => {
    describe("triggers", () => {
        const queue = { queueArn: "arn:aws:sqs:eu-west-1:111122223333:jobs", keyArn: KEY };
        const failed = { queueArn: "arn:aws:sqs:eu-west-1:111122223333:failed", keyArn: KEY };
        const streamArn = "arn:aws:dynamodb:eu-west-1:111122223333:table/carts/stream/1";
        const ALIAS = "arn:aws:lambda:eu-west-1:111122223333:alias/orders";
        const triggered = recordOnce(
            () =>
                new ServerlessFunction("orders", {
                    ...args,
                    queues: [
                        { name: "queue-jobs", ...queue, batchSize: 50, windowSeconds: 5, maxConcurrency: 4 },
                    ],
                    tables: [{ name: "table-carts", streamArn, keyArn: KEY }],
                    schedules: [
                        {
                            name: "daily",
                            expression: "cron(0 6 * * ? *)",
                            timeZone: "Europe/Berlin",
                            input: { a: 1 },
                        },
                    ],
                    keepWarm: true,
                    onFailure: failed,
                }),
        );

        it("by a queue call the alias, and retry failed messages only", () => {
            assert.deepEqual(triggered().graph.inputs("lambda.EventSourceMapping", "orders-queue-jobs"), {
                functionName: ALIAS,
                eventSourceArn: queue.queueArn,
                functionResponseTypes: ["ReportBatchItemFailures"],
                batchSize: 50,
                maximumBatchingWindowInSeconds: 5,
                scalingConfig: { maximumConcurrency: 4 },
            });
        });

        it("by a table put records that fail repeatedly into a queue", () => {
            assert.deepEqual(triggered().graph.inputs("lambda.EventSourceMapping", "orders-table-carts"), {
                functionName: ALIAS,
                eventSourceArn: streamArn,
                functionResponseTypes: ["ReportBatchItemFailures"],
                batchSize: 100,
                maximumBatchingWindowInSeconds: 0,
                startingPosition: "TRIM_HORIZON",
                maximumRetryAttempts: 3,
                bisectBatchOnFunctionError: true,
                destinationConfig: { onFailure: { destinationArn: failed.queueArn } },
            });
        });

        it("by a schedule use a role for this function only, and keep failed events", () => {
            const { graph } = triggered();
            assert.deepEqual(graph.names("scheduler.Schedule"), ["orders-daily", "orders-keep-warm"]);
            assert.deepEqual(graph.inputs("scheduler.Schedule", "orders-daily"), {
                kmsKeyArn: KEY,
                scheduleExpression: "cron(0 6 * * ? *)",
                scheduleExpressionTimezone: "Europe/Berlin",
                flexibleTimeWindow: { mode: "OFF" },
                target: {
                    arn: ALIAS,
                    roleArn: "arn:aws:iam:eu-west-1:111122223333:role/orders-schedule",
                    input: '{"a":1}',
                    retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
                    deadLetterConfig: { arn: failed.queueArn },
                },
            });
            assert.deepEqual(graph.statements("iam.Role", "orders-schedule", "assumeRolePolicy"), [
                {
                    Effect: "Allow",
                    Action: ["sts:AssumeRole"],
                    Principal: { Service: ["scheduler.amazonaws.com"] },
                    Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                },
            ]);
            assert.deepEqual(graph.statements("iam.RolePolicy", "orders-schedule"), [
                { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [ALIAS] },
                { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [failed.queueArn] },
                { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [KEY] },
                { Effect: "Allow", Action: ["kms:Decrypt"], Resource: [KEY] },
            ]);
        });

        it("keep the function warm with a marked event", () => {
            assert.partialDeepStrictEqual(
                triggered().graph.inputs("scheduler.Schedule", "orders-keep-warm"),
                {
                    scheduleExpression: "rate(5 minutes)",
                    target: { input: '{"keepWarm":true}' },
                },
            );
        });

        it("let the function read its source, and write to its failure queue", () => {
            const { graph } = triggered();
            assert.deepEqual(graph.statements("iam.RolePolicy", "orders").slice(2), [
                {
                    Effect: "Allow",
                    Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                    Resource: [queue.queueArn],
                },
                {
                    Effect: "Allow",
                    Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
                    Resource: [streamArn],
                },
                // Belongs to no resource.
                { Effect: "Allow", Action: ["dynamodb:ListStreams"], Resource: ["*"] },
                { Effect: "Allow", Action: ["kms:Decrypt"], Resource: [KEY] },
                { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [failed.queueArn] },
                { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [KEY] },
            ]);
        });

        it("without a waiting caller keep failed events in a queue", () => {
            assert.deepEqual(triggered().graph.inputs("lambda.FunctionEventInvokeConfig"), {
                functionName: "orders-0a1b2c3",
                qualifier: "live",
                maximumRetryAttempts: 2,
                destinationConfig: { onFailure: { destination: failed.queueArn } },
            });
        });
    });
});
