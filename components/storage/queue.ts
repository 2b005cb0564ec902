import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import type { Access } from "../../model/uses";
import {
    createRules,
    createSchedules,
    createTargets,
    type QueueReference,
    type ReadyRule,
    type RuleSource,
    type Schedule,
    sendStatements,
    subscribe,
    type TopicSource,
} from "../events";
import { after } from "../support/after";
import { Component } from "../support/component";
import {
    createDeadLetters,
    DEAD_RETENTION,
    openTo,
    type Senders,
    senderStatements,
} from "../support/deadLetters";
import { fromBuckets, policyDocument, type Statement, tlsOnly } from "../support/iam";
import type { Link, Linkable } from "../support/link";
import type { Connectable, Source } from "../support/source";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { queueLink } from "./queueLink";
import { queueAlarms, queueWidgets } from "./queueMetrics";

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
    /** Let topics and rules of the account send what they could not deliver elsewhere. @default false */
    readonly openToEvents?: boolean;
    /** Topics whose messages it gets. @default none */
    readonly topics?: readonly TopicSource[];
    /** Events of buses that it gets. @default none */
    readonly rules?: readonly RuleSource[];
    /** When it gets an event by the clock. @default never */
    readonly schedules?: readonly Schedule[];
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

const DAY = 86_400;

/** An encrypted queue, reachable over TLS only; messages that cannot be handled end in a queue of their own. */
export class Queue extends Component implements Connectable, Linkable, Monitored {
    readonly queueUrl: pulumi.Output<string>;
    readonly queueArn: pulumi.Output<string>;
    readonly queueName: pulumi.Output<string>;
    /** Where dead messages are. */
    readonly deadLetterQueueUrl: pulumi.Output<string>;
    readonly deadLetterQueueName: pulumi.Output<string>;
    readonly keyArn: pulumi.Output<string>;
    readonly source: Source;

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
        const rules = createRules(name, args.rules ?? [], this.child);
        const senders: Senders = {
            topicArns: (args.topics ?? []).map(({ topicArn }) => topicArn),
            eventArns: rules.map(({ rule }) => rule.arn),
        };
        // EventBridge puts what it could not deliver into standard queues only.
        const ofEvents = args.fifo ? { ...senders, eventArns: [] } : senders;
        const deadPolicy = this.createPolicy(`${name}-dead`, dead, senderStatements(dead.arn, ofEvents));
        const policy = this.createPolicy(name, queue, [
            ...(args.openToBuckets ? [fromBuckets(args.accountId, "sqs:SendMessage", queue.arn)] : []),
            ...senderStatements(queue.arn, args.openToEvents ? withAll(args, senders) : senders),
        ]);
        // Known once the policy is in force: senders are checked when they are made.
        this.queueArn = after(queue.arn, [policy]);
        this.queueUrl = queue.url;
        this.queueName = queue.name;
        this.deadLetterQueueUrl = dead.url;
        this.deadLetterQueueName = dead.name;
        this.source = {
            arn: this.queueArn,
            keyArn: this.keyArn,
            ...(args.fifo ? { fifo: true } : {}),
            visibilitySeconds: args.visibilitySeconds ?? defaults.queue.visibilitySeconds,
        };
        const names = { queue: queue.name, dead: dead.name };
        const { maxAgeSeconds = defaults.queue.maxAgeSeconds, alarmTopicArn } = args;
        createAlarms(name, alarmTopicArn, queueAlarms(name, names, maxAgeSeconds), this.child);
        this.receive(args, rules, { queueArn: after(dead.arn, [deadPolicy]), keyArn: args.keyArn }, policy);
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
        const widgets = queueWidgets({ queue: this.queueName, dead: this.deadLetterQueueName });
        return { title: `Queue ${this.name}`, widgets };
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

    /** Messages of topics, events of rules and schedules. */
    private receive(
        args: QueueArgs,
        rules: readonly ReadyRule[],
        dead: QueueReference,
        policy: sqs.QueuePolicy,
    ): void {
        const { name } = this;
        const { accountId, keyArn, fifo = false, topics = [], schedules = [] } = args;
        const options = { ...this.child, dependsOn: [policy] };
        const arn = this.queueArn;
        subscribe(name, topics, { protocol: "sqs", arn, onFailure: dead }, () => options);
        if (rules.length === 0 && schedules.length === 0) return;
        const onFailure = fifo ? this.undelivered(args, rules) : dead;
        const statements = sendStatements({ queueArn: arn, keyArn });
        const target = { arn, statements, fifo, onFailure };
        createTargets(name, rules, target, () => options);
        createSchedules(name, { accountId, target, keyArn, schedules }, options);
    }

    /** Of a FIFO queue: what EventBridge could not deliver to it. */
    private undelivered({ keyArn, alarmTopicArn }: QueueArgs, rules: readonly ReadyRule[]): QueueReference {
        const name = `${this.name}-undelivered`;
        const meaning = `Events could not be delivered to queue ${this.name}: look at them in the queue ${name}.`;
        const queue = createDeadLetters(name, { keyArn, alarmTopicArn, meaning }, this.child);
        const senders = { topicArns: [], eventArns: rules.map(({ rule }) => rule.arn) };
        const policy = openTo(name, queue, senders, this.child);
        return { queueArn: after(queue.arn, [policy]), keyArn };
    }

    private createPolicy(
        name: string,
        { url, arn }: sqs.Queue,
        statements: readonly Statement[],
    ): sqs.QueuePolicy {
        const policy = policyDocument([...statements, tlsOnly(["sqs:*"], [arn])]);
        return new sqs.QueuePolicy(name, { queueUrl: url, policy }, this.child);
    }
}

/** Besides the queue's own senders, everything of the account: what it could not deliver to others is not known here. */
function withAll({ accountId }: QueueArgs, { topicArns, eventArns }: Senders): Senders {
    return {
        topicArns: [...topicArns, `arn:aws:sns:*:${accountId}:*`],
        eventArns: [...eventArns, `arn:aws:events:*:${accountId}:rule/*`],
    };
}
