import * as z from "zod";

import { named } from "../../values";

/** Inputs of resources that no other key sets. */
export const overrides = named(
    z.strictObject({
        resource: z
            .string()
            .regex(
                /^[a-z0-9-]+:[a-zA-Z0-9/_-]+:[A-Za-z0-9]+::[^:]+$/,
                "the type and the name of resources, such as aws:sqs/queue:Queue::jobs; * in the name stands for any characters",
            )
            .describe(
                "Which resources: Pulumi's type and the logical name, such as aws:sqs/queue:Queue::jobs-*; * stands for any characters.",
            ),
        set: z
            .record(z.string().min(1), z.unknown())
            .refine((inputs) => Object.keys(inputs).length > 0, "at least one input")
            .describe(
                "Inputs by the names that Pulumi gives them. Maps are merged into what is there, all else replaces it; null takes an input away.",
            ),
    }),
)
    .default({})
    .describe("Inputs of single resources, changed before policies judge: what no other key can say.");
