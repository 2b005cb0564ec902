import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, type Statement, tlsOnly } from "./iam";
import { createAlarms } from "./metrics";
import { queueMetric } from "./queueMetric";

/** ARNs of what sends to a queue on its own behalf. */
export interface Senders {
    /** Of topics. */
    readonly topicArns: readonly pulumi.Input<string>[];
    /** Of rules, and of buses. */
    readonly eventArns: readonly pulumi.Input<string>[];
}

/**
 * Lets topics and rules send messages to a queue.
 * https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function senderStatements(
    queueArn: pulumi.Input<string>,
    { topicArns, eventArns }: Senders,
): Statement[] {
    const from = (sid: string, service: string, arns: readonly pulumi.Input<string>[]): Statement[] =>
        arns.length === 0
            ? []
            : [
                  {
                      sid,
                      actions: ["sqs:SendMessage"],
                      resources: [queueArn],
                      principals: { Service: [service] },
                      conditions: { ArnLike: { "aws:SourceArn": pulumi.all([...arns]) } },
                  },
              ];
    return [
        ...from("Topics", "sns.amazonaws.com", topicArns),
        ...from("Events", "events.amazonaws.com", eventArns),
    ];
}

interface DeadLettersArgs {
    /** ARN of the KMS key that encrypts messages. */
    readonly keyArn: pulumi.Input<string>;
    /** ARN of the topic that alarms publish to. */
    readonly alarmTopicArn: pulumi.Input<string> | undefined;
    /** What a message in it means, for the alarm. */
    readonly meaning: string;
}

/** The maximum of SQS: time for people to look. */
export const DEAD_RETENTION = 14 * 86_400;

/** A queue for what could not be delivered, with an alarm; {@link openTo} says who may send to it. */
export function createDeadLetters(
    name: string,
    { keyArn, alarmTopicArn, meaning }: DeadLettersArgs,
    options: pulumi.CustomResourceOptions,
): sqs.Queue {
    const queue = new sqs.Queue(
        name,
        { messageRetentionSeconds: DEAD_RETENTION, receiveWaitTimeSeconds: 20, kmsMasterKeyId: keyArn },
        options,
    );
    // No queue moves messages there: SNS, Lambda and EventBridge send them.
    new sqs.RedriveAllowPolicy(
        name,
        { queueUrl: queue.url, redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) },
        options,
    );
    createAlarms(
        name,
        alarmTopicArn,
        {
            messages: {
                metric: queueMetric(queue.name, "ApproximateNumberOfMessagesVisible", "Maximum"),
                description: meaning,
                threshold: 0,
                periods: 1,
            },
        },
        options,
    );
    return queue;
}

/** The policy of a queue for what could not be delivered. */
export function openTo(
    name: string,
    { url, arn }: sqs.Queue,
    senders: Senders,
    options: pulumi.CustomResourceOptions,
): sqs.QueuePolicy {
    const policy = policyDocument([...senderStatements(arn, senders), tlsOnly(["sqs:*"], [arn])]);
    return new sqs.QueuePolicy(name, { queueUrl: url, policy }, options);
}
