import assert from "node:assert/strict";

import { Queue, type QueueArgs } from "../../../components/storage/queue";
import { ALERTS, base, KEY } from "../../support/fixtures";
import { ACCOUNT } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: QueueArgs = { ...base, keyArn: KEY };
const queue = async (more: Partial<QueueArgs>) =>
    (await record(() => new Queue("jobs", { ...args, ...more }))).graph;
const ARN = "arn:aws:sqs:eu-west-1:111122223333:queue/jobs";
const DEAD = `${ARN}-dead`;

const tlsOnly = (resource: string) => ({
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: ["sqs:*"],
    Resource: [resource],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});

describe("Queue", () => {
    const recording = recordOnce(() => new Queue("jobs", { ...args, alarmTopicArn: ALERTS }));

    it("is encrypted, uses long polling, and moves a message to the dead-letter queue after three attempts", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("sqs.Queue", "jobs"), {
            kmsMasterKeyId: KEY,
            messageRetentionSeconds: 345_600,
            visibilityTimeoutSeconds: 60,
            receiveWaitTimeSeconds: 20,
            redrivePolicy: JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: 3 }),
        });
    });

    it("keeps dead messages for two weeks, from this queue only", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("sqs.Queue", "jobs-dead"), {
            kmsMasterKeyId: KEY,
            messageRetentionSeconds: 1_209_600,
            visibilityTimeoutSeconds: 60,
            receiveWaitTimeSeconds: 20,
        });
        assert.equal(
            graph.inputs("sqs.RedriveAllowPolicy")["redriveAllowPolicy"],
            JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [ARN] }),
        );
    });

    it("refuses requests without TLS, like its dead-letter queue", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("sqs.QueuePolicy", "jobs"), [tlsOnly(ARN)]);
        assert.deepEqual(graph.statements("sqs.QueuePolicy", "jobs-dead"), [tlsOnly(DEAD)]);
    });

    it("accepts notifications of this account's buckets, if configured", async () => {
        const graph = await queue({ openToBuckets: true });
        assert.deepEqual(graph.statements("sqs.QueuePolicy", "jobs"), [
            {
                Sid: "Buckets",
                Effect: "Allow",
                Principal: { Service: ["s3.amazonaws.com"] },
                Action: ["sqs:SendMessage"],
                Resource: [ARN],
                Condition: {
                    StringEquals: { "aws:SourceAccount": ACCOUNT },
                    ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" },
                },
            },
            tlsOnly(ARN),
        ]);
        assert.deepEqual(graph.statements("sqs.QueuePolicy", "jobs-dead"), [tlsOnly(DEAD)]);
    });

    it("is FIFO if configured, with its dead-letter queue", async () => {
        const graph = await queue({ fifo: true });
        for (const name of ["jobs", "jobs-dead"]) {
            const { fifoQueue, contentBasedDeduplication } = graph.inputs("sqs.Queue", name);
            assert.deepEqual([fifoQueue, contentBasedDeduplication], [true, true], name);
        }
    });

    it("takes other limits", async () => {
        const graph = await queue({
            visibilitySeconds: 600,
            retentionDays: 7,
            maxReceives: 5,
            maxAgeSeconds: 120,
            alarmTopicArn: ALERTS,
        });
        const inputs = graph.inputs("sqs.Queue", "jobs");
        assert.equal(inputs["visibilityTimeoutSeconds"], 600);
        assert.equal(inputs["messageRetentionSeconds"], 604_800);
        assert.equal(
            inputs["redrivePolicy"],
            JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: 5 }),
        );
        assert.equal(graph.inputs("cloudwatch.MetricAlarm", "jobs-age")["threshold"], 120);
    });

    it("has alarms on messages that wait too long, and on any dead message", () => {
        const { graph } = recording();
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["jobs-age", "jobs-dead"]);
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "jobs-age"), {
            namespace: "AWS/SQS",
            metricName: "ApproximateAgeOfOldestMessage",
            dimensions: { QueueName: "jobs-0a1b2c3" },
            comparisonOperator: "GreaterThanThreshold",
            threshold: 900,
            evaluationPeriods: 2,
            treatMissingData: "notBreaching",
            alarmActions: [ALERTS],
            okActions: [ALERTS],
        });
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "jobs-dead"), {
            metricName: "ApproximateNumberOfMessagesVisible",
            dimensions: { QueueName: "jobs-dead-0a1b2c3" },
            threshold: 0,
            evaluationPeriods: 1,
        });
    });

    it("has no alarm without a topic", async () => {
        assert.deepEqual((await queue({})).all("cloudwatch.MetricAlarm"), []);
    });

    it("gives senders no right to receive, and receivers no right to send", async () => {
        const { made } = recording();
        const [sends, receives] = [await resolve(made.link()), await resolve(made.link("receive"))];
        assert.deepEqual(sends, await resolve(made.link("send")));
        assert.deepEqual(sends.statements, [
            { actions: ["sqs:SendMessage", "sqs:GetQueueAttributes"], resources: [ARN] },
            { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [KEY] },
        ]);
        assert.deepEqual(receives.statements, [
            {
                actions: [
                    "sqs:ReceiveMessage",
                    "sqs:DeleteMessage",
                    "sqs:ChangeMessageVisibility",
                    "sqs:GetQueueAttributes",
                ],
                resources: [ARN],
            },
            { actions: ["kms:Decrypt"], resources: [KEY] },
        ]);
        assert.deepEqual(Object.keys(sends.environment ?? {}), ["QUEUE_JOBS_URL"]);
    });

    it("shows messages, their age, and the dead ones", () => {
        const row = recording().made.dashboardRow();
        assert.equal(row.title, "Queue jobs");
        assert.equal(row.widgets.length, 3);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Queue", [
            "queueArn",
            "queueName",
            "deadLetterQueueName",
            "keyArn",
        ]);
    });
});
