/** Topics, buses and the clock deliver to functions and queues. */
import assert from "node:assert/strict";

import { ServerlessFunction } from "../../../components/function/serverlessFunction";
import { Queue } from "../../../components/storage/queue";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";

const TOPIC = "arn:aws:sns:eu-west-1:111122223333:orders";
const RULE = (name: string) => `arn:aws:cloudwatch:eu-west-1:111122223333:eventrule/${name}`;
const QUEUE = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:queue/${name}`;
const ALIAS = "arn:aws:lambda:eu-west-1:111122223333:alias/mailer";
const topics = [{ name: "topic-orders", topicArn: TOPIC, filter: { kind: ["paid"] } }];
const rules = [
    { name: "bus-main", busName: "main-1", pattern: { source: ["shop"] }, inputPath: "$.detail", retries: 5 },
];
const schedules = [{ name: "daily", expression: "rate(1 day)" }];

const send = (sid: string, service: string, to: string, from: string) => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sqs:SendMessage"],
    Resource: [to],
    Condition: { ArnLike: { "aws:SourceArn": [from] } },
});

describe("Events for a function", () => {
    const mailer = { ...base, code: "examples/sample/functions/orders", logs, topics, rules };
    const recording = recordOnce(
        () => new ServerlessFunction("mailer", { ...mailer, alarmTopicArn: ALERTS }),
    );
    const DEAD = QUEUE("mailer-dead");

    it("of a topic come by a filtered subscription", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("sns.TopicSubscription"), {
            topic: TOPIC,
            protocol: "lambda",
            endpoint: ALIAS,
            filterPolicy: '{"kind":["paid"]}',
            filterPolicyScope: "MessageAttributes",
            redrivePolicy: JSON.stringify({ deadLetterTargetArn: DEAD }),
        });
    });

    it("of a bus come by a rule", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("cloudwatch.EventRule"), {
            eventBusName: "main-1",
            eventPattern: '{"source":["shop"]}',
        });
        assert.deepEqual(graph.inputs("cloudwatch.EventTarget"), {
            rule: "mailer-bus-main-0a1b2c3",
            eventBusName: "main-1",
            arn: ALIAS,
            inputPath: "$.detail",
            retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 5 },
            deadLetterConfig: { arn: DEAD },
        });
    });

    it("are permitted for this topic and this rule only", () => {
        const { graph } = recording();
        const permission = { action: "lambda:InvokeFunction", function: "mailer-0a1b2c3", qualifier: "live" };
        assert.deepEqual(graph.inputs("lambda.Permission", "mailer-topic-orders"), {
            ...permission,
            principal: "sns.amazonaws.com",
            sourceArn: TOPIC,
        });
        assert.deepEqual(graph.inputs("lambda.Permission", "mailer-bus-main"), {
            ...permission,
            principal: "events.amazonaws.com",
            sourceArn: RULE("mailer-bus-main"),
        });
    });

    it("that fail are kept in a queue of the function's own, which nobody else writes to", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("sqs.QueuePolicy", "mailer-dead").slice(0, 2), [
            send("Topics", "sns.amazonaws.com", DEAD, TOPIC),
            send("Events", "events.amazonaws.com", DEAD, RULE("mailer-bus-main")),
        ]);
        assert.deepEqual(graph.inputs("lambda.FunctionEventInvokeConfig")["destinationConfig"], {
            onFailure: { destination: DEAD },
        });
        assert.deepEqual(graph.statements("iam.RolePolicy", "mailer").slice(2), [
            { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [DEAD] },
            { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [KEY] },
        ]);
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["mailer-dead-messages"]);
    });

    it("that fail are kept in a given queue instead", async () => {
        const onFailure = { queueArn: "arn:aws:sqs:eu-west-1:111122223333:failed", keyArn: KEY };
        const { graph } = await record(() => new ServerlessFunction("mailer", { ...mailer, onFailure }));
        assert.deepEqual(graph.all("sqs.Queue"), []);
        assert.deepEqual(graph.inputs("cloudwatch.EventTarget")["deadLetterConfig"], {
            arn: onFailure.queueArn,
        });
    });
});

describe("Events for a queue", () => {
    const args = { ...base, keyArn: KEY, rules, schedules };
    const raw = [{ name: "topic-orders", topicArn: TOPIC, raw: true, filterScope: "body" as const }];
    const recording = recordOnce(() => new Queue("jobs", { ...args, topics: raw }));
    const QUEUES = [QUEUE("jobs"), QUEUE("jobs-dead")] as const;

    it("of a topic come as they are, if configured", () => {
        assert.deepEqual(recording().graph.inputs("sns.TopicSubscription"), {
            topic: TOPIC,
            protocol: "sqs",
            endpoint: QUEUES[0],
            rawMessageDelivery: true,
            redrivePolicy: JSON.stringify({ deadLetterTargetArn: QUEUES[1] }),
        });
    });

    it("are accepted of this topic and this rule only, by the dead-letter queue as well", () => {
        const { graph } = recording();
        for (const [index, name] of ["jobs", "jobs-dead"].entries()) {
            const to = QUEUES[index] ?? "";
            assert.deepEqual(graph.statements("sqs.QueuePolicy", name).slice(0, -1), [
                send("Topics", "sns.amazonaws.com", to, TOPIC),
                send("Events", "events.amazonaws.com", to, RULE("jobs-bus-main")),
            ]);
        }
    });

    it("of a schedule come by a role that may send to this queue only", () => {
        const { graph } = recording();
        assert.partialDeepStrictEqual(graph.inputs("scheduler.Schedule"), {
            scheduleExpression: "rate(1 day)",
            target: { arn: QUEUES[0], deadLetterConfig: { arn: QUEUES[1] } },
        });
        assert.deepEqual(graph.statements("iam.RolePolicy", "jobs-schedule")[0], {
            Effect: "Allow",
            Action: ["sqs:SendMessage"],
            Resource: [QUEUES[0]],
        });
    });

    it("have a group in a FIFO queue, and a standard queue for those that cannot be delivered", async () => {
        const { graph } = await record(
            () =>
                new Queue("jobs", {
                    ...args,
                    fifo: true,
                    topics,
                    schedules: [{ ...schedules[0], name: "daily", expression: "rate(1 day)", group: "all" }],
                }),
        );
        assert.deepEqual(graph.inputs("cloudwatch.EventTarget")["sqsTarget"], { messageGroupId: "bus-main" });
        assert.partialDeepStrictEqual(graph.inputs("scheduler.Schedule")["target"], {
            sqsParameters: { messageGroupId: "all" },
            deadLetterConfig: { arn: QUEUE("jobs-undelivered") },
        });
        assert.equal(graph.inputs("sqs.Queue", "jobs-undelivered")["fifoQueue"], undefined);
        assert.deepEqual(
            graph.statements("sqs.QueuePolicy", "jobs-undelivered").map(({ Sid }) => Sid),
            ["Events", "TlsOnly"],
        );
        assert.deepEqual(
            graph.statements("sqs.QueuePolicy", "jobs-dead").map(({ Sid }) => Sid),
            ["Topics", "TlsOnly"],
        );
    });

    it("that others could not get are accepted of the whole account, if configured", async () => {
        const { graph } = await record(
            () => new Queue("failed", { ...base, keyArn: KEY, openToEvents: true }),
        );
        assert.deepEqual(graph.statements("sqs.QueuePolicy", "failed").slice(0, -1), [
            send("Topics", "sns.amazonaws.com", QUEUE("failed"), "arn:aws:sns:*:111122223333:*"),
            send("Events", "events.amazonaws.com", QUEUE("failed"), "arn:aws:events:*:111122223333:rule/*"),
        ]);
    });
});
