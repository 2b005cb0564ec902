import * as defaults from "../../model/defaults";
import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { AlarmArgs } from "../support/metrics";

/** When an API's alarms go off. */
export interface ApiLimits {
    /** Share of 5xx answers in percent. @default 1 */
    readonly serverErrorPercent?: number;
    /** Share of 4xx answers in percent: a broken client, or an attack. @default 50 */
    readonly clientErrorPercent?: number;
    /** Milliseconds within which 95 of 100 requests are answered. @default 2000 */
    readonly latencyMilliseconds?: number;
}

/** Requests in five minutes from which on a share is meaningful. */
const ENOUGH = 20;

const sum = { statistic: "Sum", period: 300 } as const;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
function metric(
    apiId: pulumi.Input<string>,
    name: string,
    change: cloudwatch.MetricChange,
): cloudwatch.Metric {
    return new cloudwatch.Metric({
        namespace: "AWS/ApiGateway",
        name,
        dimensions: { ApiId: apiId, Stage: "$default" },
        ...change,
    });
}

/** Alarms of an HTTP API. */
export function apiAlarms(
    name: string,
    apiId: pulumi.Input<string>,
    limits: ApiLimits,
): Record<string, AlarmArgs> {
    const {
        serverErrorPercent = defaults.apiLimits.serverErrorPercent,
        clientErrorPercent = defaults.apiLimits.clientErrorPercent,
        latencyMilliseconds = defaults.apiLimits.latencyMilliseconds,
    } = limits;
    const share = (errors: string, label: string) => ({
        expression: `IF(requests >= ${ENOUGH}, 100 * errors / requests, 0)`,
        label,
        metrics: { errors: metric(apiId, errors, sum), requests: metric(apiId, "Count", sum) },
    });
    return {
        "server-errors": {
            metric: share("5xx", "5xx answers (%)"),
            threshold: serverErrorPercent,
            periods: 1,
            description: `API ${name} answers more than ${serverErrorPercent} % of requests with 5xx: see its log.`,
        },
        "client-errors": {
            metric: share("4xx", "4xx answers (%)"),
            threshold: clientErrorPercent,
            description: `API ${name} refuses more than ${clientErrorPercent} % of requests: a broken client or an attack.`,
        },
        latency: {
            metric: {
                expression: "p95",
                label: "Latency p95 (ms)",
                metrics: { p95: metric(apiId, "Latency", { extendedStatistic: 95, period: 300 }) },
            },
            threshold: latencyMilliseconds,
            description: `API ${name} takes more than ${latencyMilliseconds} ms for 5 of 100 requests.`,
        },
    };
}

/** Widgets of an HTTP API. */
export function apiWidgets(apiId: pulumi.Input<string>): cloudwatch.Widget[] {
    const graph = (title: string, metrics: cloudwatch.Metric[]) =>
        new cloudwatch.LineGraphMetricWidget({ title, width: 8, metrics });
    return [
        graph("Requests", [metric(apiId, "Count", sum)]),
        graph("Errors", [metric(apiId, "4xx", sum), metric(apiId, "5xx", sum)]),
        graph("Latency", [
            metric(apiId, "Latency", { extendedStatistic: 95, period: 300, label: "p95" }),
            metric(apiId, "IntegrationLatency", {
                extendedStatistic: 95,
                period: 300,
                label: "functions p95",
            }),
        ]),
    ];
}
