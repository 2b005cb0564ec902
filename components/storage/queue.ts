import * as sqs from "@pulumi/aws/sqs";
import * as defaults from "../../model/defaults";
import { LineGraphMetricWidget, Metric } from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { Component } from "../support/component";
import { policyDocument, type Statement, tlsOnly } from "../support/iam";
import type { Link, Linkable } from "../support/link";
import { queueLink } from "./queueLink";
import type { Access } from "../../model/uses";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";

/** Arguments of {@link Queue}. */
export interface QueueArgs {
    /**
     * Name in AWS, for what relies on it; of a fifo queue with `.fifo` at the end. Its dead-letter queue has `-dead` besides.
     * @default the component's, and random digits
     */
    readonly name?: string | undefined;
    readonly accountId: string;
    /** ARN of the KMS key that encrypts messages. */
    readonly keyArn: pulumi.Input<string>;
    /** Keep the order within a group, and deliver a message once. @default false */
    readonly fifo?: boolean;
    /**
     * Seconds that a message is hidden once it has been received: six times the time that handling one takes
     * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html). @default 60
     */
    readonly visibilitySeconds?: number;
    /** Days that a message waits at most. @default 4 */
    readonly retentionDays?: number;
    /** How often a message is received before it counts as dead. @default 3 */
    readonly maxReceives?: number;
    /** Seconds that the oldest message may wait before an alarm goes off. @default 900 */
    readonly maxAgeSeconds?: number;
    /** Let buckets of the account send notifications to the queue. @default false */
    readonly openToBuckets?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

const DAY = 86_400;
/** The maximum of SQS: time for people to look at dead messages. */
const DEAD_RETENTION = 14 * DAY;

/** An encrypted queue, reachable over TLS only; messages that cannot be handled end in a queue of their own. */
export class Queue extends Component implements Linkable, Monitored {
    readonly queueUrl: pulumi.Output<string>;
    readonly queueArn: pulumi.Output<string>;
    readonly queueName: pulumi.Output<string>;
    /** Where dead messages are. */
    readonly deadLetterQueueUrl: pulumi.Output<string>;
    readonly deadLetterQueueName: pulumi.Output<string>;
    readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: QueueArgs, options?: pulumi.ComponentResourceOptions) {
        super("Queue", name, options);
        this.keyArn = pulumi.output(args.keyArn);
        const dead = this.createQueue(`${name}-dead`, args, {
            ...(args.name === undefined ? {} : { name: args.name.replace(/(\.fifo)?$/, "-dead$1") }),
            messageRetentionSeconds: DEAD_RETENTION,
        });
        const queue = this.createQueue(name, args, {
            ...(args.name === undefined ? {} : { name: args.name }),
            messageRetentionSeconds: (args.retentionDays ?? defaults.queue.retentionDays) * DAY,
            redrivePolicy: pulumi.jsonStringify({
                deadLetterTargetArn: dead.arn,
                maxReceiveCount: args.maxReceives ?? defaults.queue.maxReceives,
            }),
        });
        new sqs.RedriveAllowPolicy(
            name,
            {
                queueUrl: dead.url,
                redriveAllowPolicy: pulumi.jsonStringify({
                    redrivePermission: "byQueue",
                    sourceQueueArns: [queue.arn],
                }),
            },
            this.child,
        );
        this.createPolicy(`${name}-dead`, dead, []);
        const policy = this.createPolicy(
            name,
            queue,
            args.openToBuckets ? [bucketStatement(args, queue.arn)] : [],
        );
        // Known once the policy is in force: senders are checked when they are made.
        this.queueArn = after(queue.arn, [policy]);
        this.queueUrl = queue.url;
        this.queueName = queue.name;
        this.deadLetterQueueUrl = dead.url;
        this.deadLetterQueueName = dead.name;
        this.createAlarms(args);
        this.registerOutputs({
            queueUrl: this.queueUrl,
            queueArn: this.queueArn,
            queueName: this.queueName,
            deadLetterQueueUrl: this.deadLetterQueueUrl,
            deadLetterQueueName: this.deadLetterQueueName,
            keyArn: this.keyArn,
        });
    }

    /** `QUEUE_<NAME>_URL`; sending messages, or with `:receive` receiving and deleting them. */
    link(access?: Access): Link {
        return queueLink(this.name, this, access);
    }

    dashboardRow(): DashboardRow {
        const graph = (title: string, metrics: readonly [string, "Maximum" | "Sum", string][]) =>
            new LineGraphMetricWidget({
                title,
                width: 8,
                metrics: metrics.map(([metricName, statistic, label]) =>
                    queueMetric(this.queueName, metricName, statistic).with({ label }),
                ),
            });
        const dead = queueMetric(this.deadLetterQueueName, "ApproximateNumberOfMessagesVisible", "Maximum");
        return {
            title: `Queue ${this.name}`,
            widgets: [
                graph("Messages", [
                    ["NumberOfMessagesSent", "Sum", "Sent"],
                    ["NumberOfMessagesDeleted", "Sum", "Handled"],
                ]),
                graph("Oldest message (s)", [["ApproximateAgeOfOldestMessage", "Maximum", "Age"]]),
                new LineGraphMetricWidget({
                    title: "Waiting and dead messages",
                    width: 8,
                    metrics: [
                        queueMetric(this.queueName, "ApproximateNumberOfMessagesVisible", "Maximum").with({
                            label: "Waiting",
                        }),
                        dead.with({ label: "Dead" }),
                    ],
                }),
            ],
        };
    }

    private createQueue(
        name: string,
        { fifo = false, visibilitySeconds = defaults.queue.visibilitySeconds, keyArn }: QueueArgs,
        settings: sqs.QueueArgs,
    ): sqs.Queue {
        return new sqs.Queue(
            name,
            {
                ...settings,
                ...(fifo ? { fifoQueue: true, contentBasedDeduplication: true } : {}),
                visibilityTimeoutSeconds: visibilitySeconds,
                // Long polling: fewer empty answers, each of which costs.
                receiveWaitTimeSeconds: 20,
                kmsMasterKeyId: keyArn,
            },
            this.child,
        );
    }

    private createPolicy(
        name: string,
        { url, arn }: sqs.Queue,
        statements: readonly Statement[],
    ): sqs.QueuePolicy {
        const policy = policyDocument([...statements, tlsOnly(["sqs:*"], [arn])]);
        return new sqs.QueuePolicy(name, { queueUrl: url, policy }, this.child);
    }

    private createAlarms({ maxAgeSeconds = defaults.queue.maxAgeSeconds, alarmTopicArn }: QueueArgs): void {
        createAlarms(
            this.name,
            alarmTopicArn,
            {
                age: {
                    metric: queueMetric(this.queueName, "ApproximateAgeOfOldestMessage", "Maximum"),
                    description: `Messages of queue ${this.name} wait longer than ${maxAgeSeconds} s: too few consumers, or they fail.`,
                    threshold: maxAgeSeconds,
                    periods: 2,
                },
                dead: {
                    metric: queueMetric(
                        this.deadLetterQueueName,
                        "ApproximateNumberOfMessagesVisible",
                        "Maximum",
                    ),
                    description: `Messages of queue ${this.name} could not be handled. Look at them in its dead-letter queue, then redrive.`,
                    threshold: 0,
                    periods: 1,
                },
            },
            this.child,
        );
    }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
function bucketStatement({ accountId }: QueueArgs, queueArn: pulumi.Output<string>): Statement {
    return {
        sid: "Buckets",
        actions: ["sqs:SendMessage"],
        resources: [queueArn],
        principals: { Service: ["s3.amazonaws.com"] },
        conditions: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" },
        },
    };
}

/**
 * A metric of a queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
function queueMetric(queueName: pulumi.Input<string>, name: string, statistic: "Maximum" | "Sum"): Metric {
    return new Metric({
        namespace: "AWS/SQS",
        name,
        dimensions: { QueueName: queueName },
        statistic,
        period: 300,
    });
}
