import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { MetricMath } from "../support/alarmMath";
import type { AlarmArgs } from "../support/metrics";
import { EDGE_REGION } from "../support/regions";

/** Share of 5xx answers in percent that is too much, and requests in five minutes from which on it is meaningful. */
export const TOO_MANY_PERCENT = 1;
const ENOUGH = 20;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html */
export function distributionMetric(
    distributionId: pulumi.Input<string>,
    name: string,
    change: cloudwatch.MetricChange = {},
): cloudwatch.Metric {
    return new cloudwatch.Metric({
        namespace: "AWS/CloudFront",
        name,
        dimensions: { DistributionId: distributionId, Region: "Global" },
        statistic: "Average",
        period: 300,
        ...change,
    });
}

/** A share of errors, which is none while there are few requests. */
export function errorShare(
    distributionId: pulumi.Input<string>,
    rate: "4xxErrorRate" | "5xxErrorRate",
    label: string,
): MetricMath {
    return {
        expression: `IF(requests >= ${ENOUGH}, errors, 0)`,
        label,
        metrics: {
            errors: distributionMetric(distributionId, rate),
            requests: distributionMetric(distributionId, "Requests", { statistic: "Sum" }),
        },
    };
}

/** Alarms of a site. */
export function siteAlarms(name: string, distributionId: pulumi.Input<string>): Record<string, AlarmArgs> {
    return {
        "server-errors": {
            metric: errorShare(distributionId, "5xxErrorRate", "5xx answers (%)"),
            threshold: TOO_MANY_PERCENT,
            periods: 1,
            description: `Site ${name} answers more than ${TOO_MANY_PERCENT} % of requests with 5xx: its bucket or its edge function is broken.`,
        },
    };
}

/** Widgets of a site. */
export function siteWidgets(distributionId: pulumi.Input<string>): cloudwatch.Widget[] {
    const graph = (title: string, metrics: cloudwatch.Metric[]) =>
        new cloudwatch.LineGraphMetricWidget({ title, width: 8, region: EDGE_REGION, metrics });
    return [
        graph("Requests", [distributionMetric(distributionId, "Requests", { statistic: "Sum" })]),
        graph("Errors (%)", [
            distributionMetric(distributionId, "4xxErrorRate"),
            distributionMetric(distributionId, "5xxErrorRate"),
        ]),
        graph("Bytes sent", [distributionMetric(distributionId, "BytesDownloaded", { statistic: "Sum" })]),
    ];
}
