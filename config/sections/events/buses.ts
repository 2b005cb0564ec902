import * as z from "zod";

import { accountId, named, whole } from "../../values";

/** Event buses by name. */
export function buses() {
    return named(
        z.strictObject({
            source: z
                .string()
                .regex(
                    /^(?!aws\.)[\w./-]{1,256}$/,
                    'the source of events, such as "shop" or "com.example.shop", which does not begin with aws.',
                )
                .optional()
                .describe("Source that events of workloads must have; default: any."),
            archiveDays: whole(1, 3650, "days")
                .optional()
                .describe("Days that every event is kept, to be replayed; default: none is."),
            accounts: z.array(accountId).default([]).describe("Ids of other accounts that may put events."),
        }),
    ).describe("Event buses (EventBridge) by name; functions, queues and tasks get events by on.");
}
