import * as awsCloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { FAILED_TASK } from "../../model/severities";
import { after } from "../support/after";
import { tell } from "../support/channels";
import * as cloudwatch from "../support/cloudwatch";
import { createDeadLetters, openTo } from "../support/deadLetters";
import { failuresFound } from "../support/ruleMetric";

/** A container that runs as a task, as CloudWatch knows it. */
export interface MeasuredTask {
    readonly clusterName: pulumi.Input<string>;
    readonly family: string;
    /** Rule that matches its failures. */
    readonly ruleName: pulumi.Output<string>;
}

/**
 * Tells of every run that did not end with exit code 0, whoever started it. The event holds exit code and reason.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export function tellFailures(
    name: string,
    { clusterArn, family }: { readonly clusterArn: pulumi.Input<string>; readonly family: string },
    alarmTopicArn: pulumi.Input<string> | undefined,
    options: pulumi.CustomResourceOptions,
): awsCloudwatch.EventRule {
    const rule = new awsCloudwatch.EventRule(
        name,
        {
            description: `Task ${name} has failed`,
            eventPattern: pulumi.jsonStringify({
                source: ["aws.ecs"],
                "detail-type": ["ECS Task State Change"],
                detail: {
                    clusterArn: [clusterArn],
                    group: [`family:${family}`],
                    lastStatus: ["STOPPED"],
                    $or: [
                        { containers: { exitCode: [{ "anything-but": [0] }] } },
                        { stopCode: ["TaskFailedToStart"] },
                    ],
                },
            }),
        },
        options,
    );
    if (alarmTopicArn !== undefined) tell(name, rule, alarmTopicArn, FAILED_TASK, options);
    return rule;
}

/**
 * A queue for runs that EventBridge could not start, by the clock or by an event, with an alarm.
 *
 * @returns its ARN, known once its policy is in force
 */
export function createUndelivered(
    name: string,
    args: {
        readonly keyArn: pulumi.Input<string>;
        readonly alarmTopicArn: pulumi.Input<string> | undefined;
        /** ARNs of the rules that start it. */
        readonly eventArns: readonly pulumi.Input<string>[];
    },
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const own = `${name}-undelivered`;
    const meaning = `Task ${name} could not be started by its schedule or an event, or its code failed. The queue ${own} holds what was to be done.`;
    const { eventArns, ...rest } = args;
    const queue = createDeadLetters(own, { ...rest, meaning }, options);
    return after(queue.arn, [openTo(own, queue, { topicArns: [], eventArns }, options)]);
}

/**
 * Failed runs, and CPU and memory from Container Insights, which are empty while that is disabled.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export function taskWidgets({ clusterName, family, ruleName }: MeasuredTask): cloudwatch.Widget[] {
    const insights = (name: string, label: string): cloudwatch.Metric =>
        new cloudwatch.Metric({
            namespace: "ECS/ContainerInsights",
            name,
            dimensions: { ClusterName: clusterName, TaskDefinitionFamily: family },
            statistic: "Maximum",
            period: 60,
            label,
        });
    const graph = (title: string, ...metrics: cloudwatch.Metric[]) =>
        new cloudwatch.LineGraphMetricWidget({ title, width: 8, metrics });
    return [
        graph("Runs that failed", failuresFound(ruleName)),
        graph("CPU (units)", insights("CpuUtilized", "used"), insights("CpuReserved", "reserved")),
        graph("Memory (MiB)", insights("MemoryUtilized", "used"), insights("MemoryReserved", "reserved")),
    ];
}
