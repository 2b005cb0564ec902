/** Schemas of what functions, queues and tasks get events from. */
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

/** A path in an event. */
const eventPath = z
    .string()
    .regex(/^\$(\.[\w-]+|\[\d+\]|\['[^']+'\])*$/, 'a path such as "$.detail"')
    .max(256, "a path of at most 256 characters");

/** Beginning or end of keys: both must fit into a pattern, with what stands in for stars. */
const affix = z.string().min(1, "at least one character").max(512, "at most 512 characters");

/** A task has room for more: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html takes 100. */
const MOST_VARIABLES = 50;

/** What all rules have. */
const delivery = {
    inputPath: eventPath.optional().describe("Part of the event that is delivered; default: all of it."),
    retries: whole(0, 185, "times")
        .default(defaults.ruleSource.retries)
        .describe("Times that a delivery is tried again."),
    maxAgeSeconds: whole(60, 86_400, "seconds")
        .default(defaults.ruleSource.maxAgeSeconds)
        .describe("Age at which a delivery is no longer tried."),
};

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
    ...delivery,
};

/** Objects of a bucket, by way of EventBridge. */
export const bucketSource = {
    bucket: name.describe("Name of a bucket of this stack: EventBridge gets the events of its objects."),
    name: name.optional().describe("Name among the sources; default: from the bucket."),
    events: z
        .array(z.enum(["created", "deleted"]))
        .min(1, "at least one event")
        .default(["created"])
        .describe("What has happened to the object."),
    prefix: affix.optional().describe("Only objects whose key begins so; default: all."),
    suffix: affix.optional().describe("Only objects whose key ends so; default: all."),
    ...delivery,
};

/** What tasks start on. */
export const taskSource = (() => {
    const variables = z
        .record(
            z
                .string()
                .regex(
                    /^(?!EVENT_)[A-Z_][A-Z0-9_]*$/,
                    "an upper-case variable name that does not begin with EVENT_",
                ),
            eventPath,
        )
        .refine((given) => Object.keys(given).length <= MOST_VARIABLES, `at most ${MOST_VARIABLES} variables`)
        .default({})
        .describe(
            "Of a container: variables that it gets from the event, as paths to texts such as $.detail.order.",
        );
    return z.union([
        z.strictObject({ ...busSource, variables }),
        z.strictObject({ ...bucketSource, variables }),
        z.object({
            topic: z
                .never(
                    "left out, because SNS starts no tasks: put an event on a bus and name that here, or let a function subscribe that puts it there",
                )
                .describe("Not of tasks: SNS starts none."),
        }),
    ]);
})();

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
