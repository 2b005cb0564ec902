import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { otherFilterPattern, readsJson } from "../../syntax/filterPatterns";
import { METRIC_UNITS } from "../../../model/monitoring";
import type { TierDefaults } from "../../tierDefaults";
import { judged, named, reference, whole } from "../../values";

/** A field of an event: names, each with places in lists. */
const FIELD = /^\$(\.\w+(\[\d+\])*)+$/;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html */
const MOST_VALUE = 100;

/**
 * X-Ray has 25 sampling rules for an account and region, one of which is for all other paths.
 * https://docs.aws.amazon.com/general/latest/gr/xray.html
 */
const MOST_IGNORED = 24;

const threshold = z.number("a number").describe("Sum over five minutes that sets off the alarm.");

const metric = z
    .strictObject({
        source: reference("function", "service", "task", "api", "server").describe(
            "Workload whose log is read.",
        ),
        pattern: judged(otherFilterPattern)
            .min(1, "a CloudWatch filter pattern")
            .max(1024, "at most 1024 characters")
            .describe('Which events count, such as { $.message.event = "order-placed" }.'),
        value: z
            .string()
            .regex(
                /^(\d+(\.\d+)?|\$\.[\w.[\]]+)$/,
                'a number in quotes such as "1", or a field such as "$.amount"',
            )
            .refine(
                (given) => !given.startsWith("$") || FIELD.test(given),
                'a field such as "$.amount" or "$.items[0].price"',
            )
            .refine(
                (given) => given.length <= MOST_VALUE,
                `a number or a field with at most ${MOST_VALUE} characters`,
            )
            .default("1")
            .describe("Value of an event: a number, or a field of the event."),
        unit: z.enum(METRIC_UNITS).default("Count").describe("Unit of the value."),
        alarm: z
            .strictObject({
                description: z
                    .string()
                    .min(1)
                    .max(1024)
                    .describe("Description of the alarm: the problem, and where to look first."),
                threshold,
                when: z
                    .enum(["above", "below"])
                    .default("above")
                    .describe("Side of the threshold that sets it off."),
                periods: whole(1, 288, "periods").default(3).describe("Periods of five minutes in a row."),
            })
            .optional()
            .describe("Alarm of the metric."),
    })
    .refine(({ pattern, value }) => pattern === "" || !value.startsWith("$") || readsJson(pattern), {
        message: 'a number in quotes such as "1", because only a pattern for JSON, within { }, knows fields',
        path: ["value"],
    });

/** Monitoring besides the alarms that every component creates. */
export function monitoring(tier: TierDefaults) {
    return z
        .strictObject({
            metrics: named(metric).describe("Business metrics by name, read from logs."),
            canaries: z
                .strictObject({
                    enabled: z
                        .boolean()
                        .default(tier.canaries)
                        .describe(
                            "Whether every public site, API, service and server is called by a canary.",
                        ),
                    everyMinutes: whole(1, 60, "minutes")
                        .default(defaults.canary.everyMinutes)
                        .describe("Minutes between two calls; each costs about a tenth of a cent."),
                    timeoutSeconds: whole(1, 60, "seconds")
                        .default(defaults.canary.timeoutSeconds)
                        .describe("Time within which the whole answer must be there."),
                })
                .prefault({})
                .describe("Calls from outside, as visitors make them (CloudWatch Synthetics)."),
            deployments: z
                .strictObject({
                    maxSeconds: whole(1, 86_400, "seconds")
                        .optional()
                        .describe(
                            "Longest deployment; default: 60, and what the slowest strategy of a service waits.",
                        ),
                    maxRollBackSeconds: whole(1, 86_400, "seconds")
                        .default(120)
                        .describe("Longest roll back."),
                })
                .prefault({})
                .describe("Limits of deployments."),
            traces: z
                .strictObject({
                    slowSeconds: z
                        .number()
                        .positive("more than 0 seconds")
                        .max(900, "at most 900 seconds")
                        // X-Ray's expressions have no exponents, with which smaller numbers are written.
                        .refine((seconds) => seconds <= 0 || seconds >= 0.001, "at least 0.001 seconds")
                        .default(2)
                        .describe("Seconds after which a response counts as slow."),
                    samplePercent: z
                        .number()
                        .min(0, "0 to 100 percent")
                        .max(100, "0 to 100 percent")
                        .default(tier.traceSamplePercent)
                        .describe("Percentage of requests that are traced."),
                    samplesPerSecond: whole(0, 1000, "requests a second")
                        .default(1)
                        .describe("Requests a second that are always traced."),
                    ignorePaths: z
                        .array(z.string().regex(/^\/[^\s]{0,127}$/, 'a path such as "/health", with * and ?'))
                        .max(
                            MOST_IGNORED,
                            `at most ${MOST_IGNORED} paths, because X-Ray has 25 sampling rules in a region; use * to match several at once`,
                        )
                        .default(["/health*"])
                        .describe("Paths that are never traced."),
                    customerKey: z
                        .boolean()
                        .default(tier.protect)
                        .describe(
                            "Encrypt the traces of account and region with the stack's key; not for stacks that come and go.",
                        ),
                })
                .prefault({})
                .describe("Traces that X-Ray keeps."),
        })
        .prefault({})
        .describe("The dashboard, business metrics, traces.");
}
