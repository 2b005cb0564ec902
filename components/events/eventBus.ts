import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { LineGraphMetricWidget, Metric, type MetricChange } from "../support/cloudwatch";
import { Component } from "../support/component";
import { createDeadLetters, openTo } from "../support/deadLetters";
import { policyDocument } from "../support/iam";
import { type Link, type Linkable, variable } from "../support/link";
import type { DashboardRow, Monitored } from "../support/metrics";
import type { Connectable, Source } from "../support/source";

/** Arguments of {@link EventBus}. */
export interface EventBusArgs {
    /** ARN of the KMS key that encrypts events, patterns and the archive. */
    readonly keyArn: pulumi.Input<string>;
    /** The `source` that events of workloads must have. @default any */
    readonly source?: string | undefined;
    /** Days that every event is kept, to be replayed. @default no archive */
    readonly archiveDays?: number | undefined;
    /** Ids of other accounts that may put events. @default none */
    readonly accounts?: readonly string[];
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

/** An encrypted event bus, with an archive if configured; events that it cannot decrypt end in a queue. */
export class EventBus extends Component implements Connectable, Linkable, Monitored {
    readonly busName: pulumi.Output<string>;
    readonly busArn: pulumi.Output<string>;
    /** Where events are that the bus could not decrypt. */
    readonly deadLetterQueueUrl: pulumi.Output<string>;

    readonly source: Source;

    private readonly eventSource: string | undefined;

    constructor(name: string, args: EventBusArgs, options?: pulumi.ComponentResourceOptions) {
        super("EventBus", name, options);
        const { keyArn, source, archiveDays, accounts = [], alarmTopicArn } = args;
        this.eventSource = source;
        const meaning = `Bus ${name} could not encrypt or decrypt events: look at the policy and the state of its key.`;
        const dead = createDeadLetters(`${name}-dead`, { keyArn, alarmTopicArn, meaning }, this.child);
        const bus = new cloudwatch.EventBus(
            name,
            { kmsKeyIdentifier: keyArn, deadLetterConfig: { arn: dead.arn } },
            this.child,
        );
        openTo(`${name}-dead`, dead, { topicArns: [], eventArns: [bus.arn] }, this.child);
        if (archiveDays !== undefined) {
            new cloudwatch.EventArchive(
                name,
                { eventSourceArn: bus.arn, retentionDays: archiveDays, kmsKeyIdentifier: keyArn },
                this.child,
            );
        }
        if (accounts.length > 0) this.admit(accounts, bus);
        this.busName = bus.name;
        this.busArn = bus.arn;
        this.source = { arn: bus.arn };
        this.deadLetterQueueUrl = dead.url;
        this.registerOutputs({
            busName: this.busName,
            busArn: this.busArn,
            deadLetterQueueUrl: this.deadLetterQueueUrl,
        });
    }

    /** `BUS_<NAME>_NAME`; putting events, only of the bus's source if it has one. */
    link(): Link {
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
        const ofSource =
            this.eventSource === undefined
                ? {}
                : { conditions: { StringEquals: { "events:source": this.eventSource } } };
        return {
            environment: { [variable("bus", this.name, "name")]: this.busName },
            statements: [{ actions: ["events:PutEvents"], resources: [this.busArn], ...ofSource }],
        };
    }

    dashboardRow(): DashboardRow {
        const graph = (
            title: string,
            change: MetricChange,
            metrics: readonly [name: string, label: string][],
        ) =>
            new LineGraphMetricWidget({
                title,
                width: 12,
                metrics: metrics.map(([name, label]) => busMetric(this.busName, name, { ...change, label })),
            });
        return {
            title: `Bus ${this.name}`,
            widgets: [
                graph("Deliveries", { statistic: "Sum" }, [
                    ["InvocationAttempts", "Tried"],
                    ["SuccessfulInvocationAttempts", "Delivered"],
                    ["RetryInvocationAttempts", "Tried again"],
                ]),
                graph("Time to delivery p95 (ms)", { extendedStatistic: 95 }, [
                    ["IngestionToInvocationSuccessLatency", "p95"],
                ]),
            ],
        };
    }

    private admit(accounts: readonly string[], bus: cloudwatch.EventBus): void {
        const policy = policyDocument(
            accounts.map((account) => ({
                sid: `Account${account}`,
                actions: ["events:PutEvents"],
                resources: [bus.arn],
                principals: { AWS: [`arn:aws:iam::${account}:root`] },
            })),
        );
        new cloudwatch.EventBusPolicy(this.name, { eventBusName: bus.name, policy }, this.child);
    }
}

/** A metric of a bus: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
function busMetric(busName: pulumi.Input<string>, name: string, change: MetricChange): Metric {
    return new Metric({
        namespace: "AWS/Events",
        name,
        dimensions: { EventBusName: busName },
        period: 300,
        ...change,
    });
}
