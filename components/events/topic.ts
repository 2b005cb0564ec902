import * as iam from "@pulumi/aws/iam";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { LineGraphMetricWidget, Metric } from "../support/cloudwatch";
import { Component } from "../support/component";
import { fromBuckets, policyDocument, serviceTrust, tlsOnly } from "../support/iam";
import type { Link, Linkable } from "../support/link";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Logged, type Monitored } from "../support/metrics";
import type { Connectable, Source } from "../support/source";
import { topicLink } from "./topicLink";

/** Arguments of {@link Topic}. */
export interface TopicArgs {
    readonly accountId: string;
    readonly region: string;
    /** ARN of the KMS key that encrypts messages. */
    readonly keyArn: pulumi.Input<string>;
    /** Retention and key of the log of failed deliveries. */
    readonly logs: LogSettings;
    /** Keep the order within a group, and deliver a message once; only queues can subscribe. @default false */
    readonly fifo?: boolean;
    /**
     * Of a FIFO topic: whether messages are told apart within the topic, or within a group, which is ten times as many
     * a second. @default "topic"
     */
    readonly throughputScope?: "topic" | "group" | undefined;
    /** Let buckets of the account send notifications to the topic. @default false */
    readonly openToBuckets?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

const SCOPES = { topic: "Topic", group: "MessageGroup" };

/** An encrypted topic, published to over TLS only; deliveries that fail are logged, and set off an alarm. */
export class Topic extends Component implements Connectable, Linkable, Monitored, Logged {
    readonly topicArn: pulumi.Output<string>;
    readonly topicName: pulumi.Output<string>;
    /** Where failed deliveries are logged. */
    readonly logGroupName: pulumi.Output<string>;

    readonly source: Source;

    private readonly keyArn: pulumi.Input<string>;

    constructor(name: string, args: TopicArgs, options?: pulumi.ComponentResourceOptions) {
        super("Topic", name, options);
        this.keyArn = args.keyArn;
        const role = new iam.Role(
            `${name}-delivery`,
            { assumeRolePolicy: serviceTrust("sns.amazonaws.com") },
            this.child,
        );
        const topic = this.createTopic(args, role.arn);
        this.logGroupName = this.createLog(args, role, topic.name);
        const policy = new sns.TopicPolicy(
            name,
            {
                arn: topic.arn,
                policy: policyDocument([
                    ...(args.openToBuckets ? [fromBuckets(args.accountId, "sns:Publish", topic.arn)] : []),
                    tlsOnly(["sns:Publish"], [topic.arn]),
                ]),
            },
            this.child,
        );
        // Known once the policy is in force: buckets are checked when they are connected.
        this.topicArn = after(topic.arn, [policy]);
        this.topicName = after(topic.name, [policy]);
        this.source = { arn: this.topicArn, ...(args.fifo ? { fifo: true } : {}) };
        createAlarms(name, args.alarmTopicArn, topicAlarms(name, this.topicName), this.child);
        this.registerOutputs({
            topicArn: this.topicArn,
            topicName: this.topicName,
            logGroupName: this.logGroupName,
        });
    }

    /** `TOPIC_<NAME>_ARN`; publishing. */
    link(): Link {
        return topicLink(this.name, { topicArn: this.topicArn, keyArn: this.keyArn });
    }

    dashboardRow(): DashboardRow {
        const graph = (title: string, metrics: readonly [name: string, label: string][]) =>
            new LineGraphMetricWidget({
                title,
                width: 8,
                metrics: metrics.map(([name, label]) => topicMetric(this.topicName, name).with({ label })),
            });
        return {
            title: `Topic ${this.name}`,
            widgets: [
                graph("Messages", [["NumberOfMessagesPublished", "Published"]]),
                graph("Deliveries", [
                    ["NumberOfNotificationsDelivered", "Delivered"],
                    ["NumberOfNotificationsFilteredOut", "Filtered out"],
                ]),
                graph("Failed deliveries", [
                    ["NumberOfNotificationsFailed", "Failed"],
                    ["NumberOfNotificationsRedrivenToDlq", "Kept in a queue"],
                ]),
            ],
        };
    }

    private createTopic(
        { keyArn, fifo = false, throughputScope = "topic" }: TopicArgs,
        roleArn: pulumi.Output<string>,
    ): sns.Topic {
        return new sns.Topic(
            this.name,
            {
                kmsMasterKeyId: keyArn,
                ...(fifo
                    ? {
                          fifoTopic: true,
                          contentBasedDeduplication: true,
                          fifoThroughputScope: SCOPES[throughputScope],
                      }
                    : { lambdaFailureFeedbackRoleArn: roleArn }),
                sqsFailureFeedbackRoleArn: roleArn,
            },
            this.child,
        );
    }

    /** SNS gives the group its name: https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html */
    private createLog(
        { accountId, region, logs }: TopicArgs,
        role: iam.Role,
        topicName: pulumi.Output<string>,
    ): pulumi.Output<string> {
        const logName = pulumi.interpolate`sns/${region}/${accountId}/${topicName}/Failure`;
        const log = logGroup(`${this.name}-failures`, logs, this.child, logName);
        new iam.RolePolicy(
            `${this.name}-delivery`,
            {
                role: role.name,
                policy: policyDocument([
                    {
                        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                        resources: [pulumi.interpolate`${log.arn}:*`],
                    },
                ]),
            },
            this.child,
        );
        return log.name;
    }
}

function topicAlarms(name: string, topicName: pulumi.Input<string>) {
    return {
        failed: {
            metric: topicMetric(topicName, "NumberOfNotificationsFailed"),
            description: `Topic ${name} could not deliver messages: see its log, then the dead-letter queues of its subscribers.`,
            threshold: 0,
            periods: 1,
        },
        lost: {
            metric: topicMetric(topicName, "NumberOfNotificationsFailedToRedriveToDlq"),
            description: `Messages of topic ${name} are lost: neither a subscriber nor its dead-letter queue could get them.`,
            threshold: 0,
            periods: 1,
        },
    };
}

/** A metric of a topic: https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
function topicMetric(topicName: pulumi.Input<string>, name: string): Metric {
    return new Metric({
        namespace: "AWS/SNS",
        name,
        dimensions: { TopicName: topicName },
        statistic: "Sum",
        period: 300,
    });
}
