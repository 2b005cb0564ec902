import * as z from "zod";

import { named, whole } from "../../values";

/** Queues by name. */
export function queues() {
    return named(
        z.strictObject({
            fifo: z
                .boolean()
                .default(false)
                .describe(
                    "Keep the order within a group, deliver once; not for bucket notifications and failures.",
                ),
            visibilitySeconds: whole(0, 43_200, "seconds")
                .default(60)
                .describe("Seconds that a received message is hidden: six times its handling time."),
            retentionDays: whole(1, 14, "days").default(4).describe("Days that a message waits at most."),
            maxReceives: whole(1, 1000, "receives")
                .default(3)
                .describe("Receives of a message before it moves to the dead-letter queue."),
            maxAgeSeconds: whole(60, 1_209_600, "seconds")
                .default(900)
                .describe("Age of the oldest message that sets off the alarm."),
        }),
    ).describe("Queues (SQS) by name, each with a dead-letter queue.");
}
