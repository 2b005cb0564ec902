import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { AlarmArgs } from "../support/metrics";

/** Runs in a row that must fail, or fail to happen: a single one may be a fault of the network. */
const FAILED_RUNS = 2;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html */
function metric(canaryName: pulumi.Input<string>, name: string, minutes: number): cloudwatch.Metric {
    return new cloudwatch.Metric({
        namespace: "CloudWatchSynthetics",
        name,
        dimensions: { CanaryName: canaryName },
        statistic: "Average",
        period: 60 * minutes,
    });
}

/** Alarms of a canary. A canary that has stopped is silent, and that is as bad as a failed run. */
export function canaryAlarms(
    name: string,
    canaryName: pulumi.Input<string>,
    minutes: number,
): Record<string, AlarmArgs> {
    return {
        failed: {
            metric: metric(canaryName, "SuccessPercent", minutes),
            threshold: 100,
            when: "below",
            periods: FAILED_RUNS,
            missingData: "breaching",
            description: `Canary ${name} gets no good answer, and neither do visitors. The report of its last run says what it got.`,
        },
    };
}

/** Widgets of a canary. */
export function canaryWidgets(canaryName: pulumi.Input<string>, minutes: number): cloudwatch.Widget[] {
    const graph = (title: string, name: string) =>
        new cloudwatch.LineGraphMetricWidget({
            title,
            width: 12,
            height: 4,
            metrics: metric(canaryName, name, minutes).with({ label: name }),
        });
    return [graph("Successful runs (%)", "SuccessPercent"), graph("Duration of runs (ms)", "Duration")];
}
