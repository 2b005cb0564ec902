/** Schemas of what functions and queues get events from. */
import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { parseUse } from "../../../model/uses";
import { otherFilter, otherPattern } from "../../syntax/eventPatterns";
import { foreignReference, name, nameOrForeign, scheduleExpression, timeZone, whole } from "../../values";

/** A pattern or filter that a function judges. */
const pattern = z.record(z.string(), z.json());

/** Messages of a topic. */
export const topicSource = {
    topic: nameOrForeign("topic").describe(
        "Name of a topic, or <source>:topic/<name> of what this stack does not make.",
    ),
    filter: pattern.optional().describe("Only messages that fit, as a filter policy of SNS; default: all."),
    filterScope: z
        .enum(["attributes", "body"])
        .default("attributes")
        .describe("What the filter looks at: attributes of a message, or its body, which is JSON."),
};

/** A topic by its id, without a filter. */
export const topicId = (words: string) =>
    foreignReference(["topic"], words).transform((id) => ({
        topic: parseUse(id).source === undefined ? parseUse(id).name : id,
        filter: undefined,
        filterScope: "attributes" as const,
    }));

/** Judges the filter of a topic's source. */
export const filterFits = z.superRefine<{
    readonly filter?: Readonly<Record<string, unknown>> | undefined;
    readonly filterScope: "attributes" | "body";
}>(({ filter, filterScope }, context) => {
    const message = filter && otherFilter(filter, filterScope);
    if (message !== undefined) context.addIssue({ code: "custom", message, path: ["filter"] });
});

/** Events of a bus. */
export const busSource = {
    bus: nameOrForeign("bus").describe(
        "Name of a bus, default (the account's own, with the events of AWS), or <source>:bus/<name> of another stack.",
    ),
    name: name.optional().describe("Name among the sources; default: from the bus."),
    pattern: pattern
        .superRefine((given, context) => {
            const message = otherPattern(given);
            if (message !== undefined) context.addIssue({ code: "custom", message });
        })
        .describe("Only events that fit, as an event pattern of EventBridge."),
    inputPath: z
        .string()
        .regex(/^\$(\.[\w-]+|\[\d+\]|\['[^']+'\])*$/, 'a path such as "$.detail"')
        .max(256, "a path of at most 256 characters")
        .optional()
        .describe("Part of the event that is delivered; default: all of it."),
    retries: whole(0, 185, "times")
        .default(defaults.ruleSource.retries)
        .describe("Times that a delivery is tried again."),
    maxAgeSeconds: whole(60, 86_400, "seconds")
        .default(defaults.ruleSource.maxAgeSeconds)
        .describe("Age at which a delivery is no longer tried."),
};

/** Events by the clock. */
export const scheduleSource = {
    schedule: scheduleExpression.describe("When: EventBridge Scheduler's rate, cron or at."),
    name: name.optional().describe("Name among the schedules; default: from the expression."),
    timeZone: timeZone.describe("Time zone of cron and at."),
    input: z.json().optional().describe("The event; default: EventBridge Scheduler's own."),
};

/** What only queues have. */
export const ofQueues = {
    raw: z
        .boolean()
        .default(false)
        .describe("Give the queue the message alone, without SNS's own JSON around it."),
    group: z
        .string()
        .regex(/^[\w!"#$%&'()*+,./:;<=>?@[\\\]^`{|}~-]{1,128}$/, "1 to 128 letters, digits or signs")
        .optional()
        .describe("Of a FIFO queue: group of its messages; default: the name of the source."),
};
