import * as z from "zod";
import * as defaults from "../../../model/defaults";

import { named, whole } from "../../values";

/** Queues by name. */
export function queues() {
    return named(
        z.strictObject({
            fifo: z
                .boolean()
                .default(false)
                .describe("Keep the order within a group, deliver once; not for buckets' news and failures."),
            visibilitySeconds: whole(0, 43_200, "seconds")
                .default(defaults.queue.visibilitySeconds)
                .describe("How long a received message is hidden: six times what handling it takes."),
            retentionDays: whole(1, 14, "days")
                .default(defaults.queue.retentionDays)
                .describe("Days that a message waits at most."),
            maxReceives: whole(1, 1000, "receives")
                .default(defaults.queue.maxReceives)
                .describe("How often a message is received before it counts as dead."),
            maxAgeSeconds: whole(60, 1_209_600, "seconds")
                .default(defaults.queue.maxAgeSeconds)
                .describe("How long the oldest message may wait before people are told."),
        }),
    ).describe("Queues (SQS) by name, each with a queue for dead messages.");
}
