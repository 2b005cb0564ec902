import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { named, whole } from "../../values";
import {
    bucketSource,
    busSource,
    filterFits,
    ofQueues,
    scheduleSource,
    topicId,
    topicSource,
} from "../events/sources";
import { fifoName, givenName } from "./givenNames";

const DAY_SECONDS = 86_400;

const source = z.union([
    topicId("topic/<name>, or a map with topic, bus, bucket or schedule").transform((source) => ({
        ...source,
        raw: false,
    })),
    z.strictObject({ ...topicSource, raw: ofQueues.raw }).check(filterFits),
    z.strictObject({ ...busSource, group: ofQueues.group }),
    z.strictObject({ ...bucketSource, group: ofQueues.group }),
    z.strictObject({ ...scheduleSource, group: ofQueues.group }),
]);

/** Queues by name. */
export function queues() {
    return named(
        z
            .strictObject({
                on: z
                    .array(source)
                    .default([])
                    .describe("Where messages come from: topics, buses, buckets, schedules."),
                name: givenName("queue"),
                fifo: z
                    .boolean()
                    .default(false)
                    .describe(
                        "Keep the order within a group, deliver once; not for bucket notifications and failures.",
                    ),
                visibilitySeconds: whole(0, 43_200, "seconds")
                    .default(defaults.queue.visibilitySeconds)
                    .describe("Seconds that a received message is hidden: six times its handling time."),
                retentionDays: whole(1, 14, "days")
                    .default(defaults.queue.retentionDays)
                    .describe("Days that a message waits at most."),
                maxReceives: whole(1, 1000, "receives")
                    .default(defaults.queue.maxReceives)
                    .describe("Receives of a message before it moves to the dead-letter queue."),
                maxAgeSeconds: whole(60, 1_209_600, "seconds")
                    .default(defaults.queue.maxAgeSeconds)
                    .describe("Age of the oldest message that sets off the alarm."),
            })
            .refine(fifoName.fits, fifoName.told)
            .refine(({ retentionDays, maxAgeSeconds }) => maxAgeSeconds <= retentionDays * DAY_SECONDS, {
                message: "at most retentionDays, after which messages are gone and set off no alarm",
                path: ["maxAgeSeconds"],
            }),
    ).describe("Queues (SQS) by name, each with a dead-letter queue.");
}
