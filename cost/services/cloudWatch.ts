/** CloudWatch and X-Ray. */
import { exactly, times } from "../ranges";
import { read } from "../stack";
import { Undetermined } from "../types";
import type { Estimators } from "../estimator";
import { runsByRate } from "./tasks";

/** Alarms with a period below a minute cost more. */
const STANDARD_PERIOD_SECONDS = 60;

/** Months of events in a log group without retention after two years. */
const MONTHS_WITHOUT_RETENTION = 24;

const DAYS_PER_MONTH = 365 / 12;

/** Stored events are compressed to about so much of their size: https://aws.amazon.com/cloudwatch/pricing/ */
const STORED_SHARE = 0.15;

export const cloudWatch: Estimators = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": (resource) => {
        const alarm = read(resource);
        const queries = alarm.readers("metricQueries").filter((query) => query.has("metric"));
        const periods = [alarm.number("period"), ...queries.map((query) => query.number("metric.period"))];
        const isFast = periods.some(
            (period) => period !== undefined && period > 0 && period < STANDARD_PERIOD_SECONDS,
        );
        return [
            {
                what: queries.length > 1 ? `alarm on ${queries.length} metrics` : "alarm",
                price: isFast ? "cloudwatch/alarm.fast" : "cloudwatch/alarm",
                // With a band of anomalies, its two borders count as well.
                quantity: exactly(Math.max(1, queries.length) + (alarm.has("thresholdMetricId") ? 2 : 0)),
            },
        ];
    },
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": () => [
        { what: "composite alarm", price: "cloudwatch/alarm.composite", quantity: exactly(1) },
    ],
    "aws:cloudwatch/dashboard:Dashboard": () => [
        { what: "dashboard", price: "cloudwatch/dashboard", quantity: exactly(1) },
    ],
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": () => [
        { what: "metric from logs", price: "cloudwatch/metric", quantity: exactly(1) },
    ],
    "aws:cloudwatch/metricStream:MetricStream": () => {
        throw new Undetermined("the price table has no metric streams");
    },
    "aws:cloudwatch/logGroup:LogGroup": (resource, { assumptions }) => {
        const group = read(resource);
        const infrequent = group.text("logGroupClass") === "INFREQUENT_ACCESS";
        const days = group.number("retentionInDays") ?? 0;
        const months = days > 0 ? days / DAYS_PER_MONTH : MONTHS_WITHOUT_RETENTION;
        return [
            {
                what: "events written",
                price: `cloudwatch/log.write${infrequent ? ".infrequent" : ""}`,
                quantity: assumptions.logGb,
                assumptions: ["logGb"],
            },
            {
                what: days > 0 ? `events kept ${days} days` : "events kept for ever (after two years)",
                price: "cloudwatch/log.keep",
                quantity: times(assumptions.logGb, months * STORED_SHARE),
                assumptions: ["logGb"],
            },
        ];
    },
    "aws:synthetics/canary:Canary": (resource, { assumptions }) => {
        const runs = runsByRate(read(resource).text("schedule.expression") ?? "");
        return [
            {
                what: "runs of canary",
                price: "cloudwatch/canary",
                ...(runs === undefined
                    ? { quantity: assumptions.canaryRuns, assumptions: ["canaryRuns"] as const }
                    : { quantity: exactly(runs) }),
            },
        ];
    },
    "aws:xray/samplingRule:SamplingRule": (_, { assumptions }) => [
        {
            what: "traces recorded",
            price: "xray/trace",
            quantity: times(assumptions.traces, 1e-6),
            assumptions: ["traces"],
        },
    ],
};
