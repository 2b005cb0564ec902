import * as z from "zod";

import { named } from "../../values";

/** Topics by name. */
export function topics() {
    return named(
        z
            .strictObject({
                fifo: z
                    .boolean()
                    .default(false)
                    .describe("Keep the order within a group, deliver once; only queues subscribe."),
                throughputScope: z
                    .enum(["topic", "group"])
                    .optional()
                    .describe(
                        "Of a FIFO topic: where a message is told from its copies. By group it is faster; default: topic.",
                    ),
            })
            .refine(({ fifo, throughputScope }) => fifo || throughputScope === undefined, {
                message: "nothing without fifo: true",
                path: ["throughputScope"],
            }),
    ).describe("Topics (SNS) by name; functions and queues subscribe by on.");
}
