import assert from "node:assert/strict";

import { Topic, type TopicArgs } from "../../../components/events/topic";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import { ACCOUNT } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: TopicArgs = { ...base, keyArn: KEY, logs };
const topic = async (more: Partial<TopicArgs>) =>
    (await record(() => new Topic("orders", { ...args, ...more }))).graph;
const ARN = "arn:aws:sns:eu-west-1:111122223333:topic/orders";
const ROLE = "arn:aws:iam:eu-west-1:111122223333:role/orders-delivery";

const TLS_ONLY = {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: ["sns:Publish"],
    Resource: [ARN],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("Topic", () => {
    const recording = recordOnce(() => new Topic("orders", { ...args, alarmTopicArn: ALERTS }));

    it("is encrypted, and logs deliveries that fail", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("sns.Topic", "orders"), {
            kmsMasterKeyId: KEY,
            lambdaFailureFeedbackRoleArn: ROLE,
            sqsFailureFeedbackRoleArn: ROLE,
        });
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), {
            name: "sns/eu-west-1/111122223333/orders-0a1b2c3/Failure",
            retentionInDays: 30,
            kmsKeyId: KEY,
        });
        assert.deepEqual(graph.statements("iam.RolePolicy", "orders-delivery"), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: ["arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/orders-failures:*"],
            },
        ]);
    });

    it("refuses messages without TLS", () => {
        assert.deepEqual(recording().graph.statements("sns.TopicPolicy", "orders"), [TLS_ONLY]);
    });

    it("accepts notifications of this account's buckets, if configured", async () => {
        assert.deepEqual((await topic({ openToBuckets: true })).statements("sns.TopicPolicy", "orders"), [
            {
                Sid: "Buckets",
                Effect: "Allow",
                Principal: { Service: ["s3.amazonaws.com"] },
                Action: ["sns:Publish"],
                Resource: [ARN],
                Condition: {
                    StringEquals: { "aws:SourceAccount": ACCOUNT },
                    ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" },
                },
            },
            TLS_ONLY,
        ]);
    });

    it("is FIFO if configured, and then delivers to queues only", async () => {
        const fifo = (await topic({ fifo: true })).inputs("sns.Topic");
        assert.deepEqual(fifo, {
            kmsMasterKeyId: KEY,
            fifoTopic: true,
            contentBasedDeduplication: true,
            fifoThroughputScope: "Topic",
            sqsFailureFeedbackRoleArn: ROLE,
        });
        const wide = (await topic({ fifo: true, throughputScope: "group" })).inputs("sns.Topic");
        assert.equal(wide["fifoThroughputScope"], "MessageGroup");
    });

    it("has alarms on deliveries that failed, and on messages that are lost", () => {
        const { graph } = recording();
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["orders-failed", "orders-lost"]);
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "orders-failed"), {
            namespace: "AWS/SNS",
            metricName: "NumberOfNotificationsFailed",
            dimensions: { TopicName: "orders-0a1b2c3" },
            threshold: 0,
            evaluationPeriods: 1,
            alarmActions: [ALERTS],
        });
    });

    it("has no alarm without a topic for alarms", async () => {
        assert.deepEqual((await topic({})).all("cloudwatch.MetricAlarm"), []);
    });

    it("lets publish to it, and use its key", async () => {
        const link = await resolve(recording().made.link());
        assert.deepEqual(link, {
            environment: { TOPIC_ORDERS_ARN: ARN },
            statements: [
                { actions: ["sns:Publish"], resources: [ARN] },
                { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [KEY] },
            ],
        });
    });

    it("shows messages, deliveries and failures", () => {
        const row = recording().made.dashboardRow();
        assert.equal(row.title, "Topic orders");
        assert.equal(row.widgets.length, 3);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Topic", ["topicArn", "topicName", "logGroupName"]);
    });
});
