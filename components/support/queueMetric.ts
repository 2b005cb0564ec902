import type * as pulumi from "@pulumi/pulumi";

import { Metric } from "./cloudwatch";

/**
 * A metric of a queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function queueMetric(
    queueName: pulumi.Input<string>,
    name: string,
    statistic: "Maximum" | "Sum",
): Metric {
    return new Metric({
        namespace: "AWS/SQS",
        name,
        dimensions: { QueueName: queueName },
        statistic,
        period: 300,
    });
}
