import type * as pulumi from "@pulumi/pulumi";

import { LineGraphMetricWidget, type Metric, type Widget } from "../support/cloudwatch";
import type { AlarmArgs } from "../support/metrics";
import { queueMetric } from "../support/queueMetric";

/** Names of a queue and of its dead-letter queue. */
interface QueueNames {
    readonly queue: pulumi.Input<string>;
    readonly dead: pulumi.Input<string>;
}

/** Widgets of a queue: messages, their age, and those that wait or are dead. */
export function queueWidgets({ queue, dead }: QueueNames): Widget[] {
    const graph = (title: string, ...metrics: Metric[]) =>
        new LineGraphMetricWidget({ title, width: 8, metrics });
    const waiting = "ApproximateNumberOfMessagesVisible";
    return [
        graph(
            "Messages",
            queueMetric(queue, "NumberOfMessagesSent", "Sum").with({ label: "Sent" }),
            queueMetric(queue, "NumberOfMessagesDeleted", "Sum").with({ label: "Handled" }),
        ),
        graph(
            "Oldest message (s)",
            queueMetric(queue, "ApproximateAgeOfOldestMessage", "Maximum").with({ label: "Age" }),
        ),
        graph(
            "Waiting and dead messages",
            queueMetric(queue, waiting, "Maximum").with({ label: "Waiting" }),
            queueMetric(dead, waiting, "Maximum").with({ label: "Dead" }),
        ),
    ];
}

/** Alarms of a queue: messages that wait for too long, and dead ones. */
export function queueAlarms(
    name: string,
    { queue, dead }: QueueNames,
    maxAgeSeconds: number,
): Record<string, AlarmArgs> {
    return {
        age: {
            metric: queueMetric(queue, "ApproximateAgeOfOldestMessage", "Maximum"),
            description: `Messages of queue ${name} wait longer than ${maxAgeSeconds} s: too few consumers, or they fail.`,
            threshold: maxAgeSeconds,
            periods: 2,
        },
        dead: {
            metric: queueMetric(dead, "ApproximateNumberOfMessagesVisible", "Maximum"),
            description: `Messages of queue ${name} could not be handled. Look at them in its dead-letter queue, then redrive.`,
            threshold: 0,
            periods: 1,
        },
    };
}
