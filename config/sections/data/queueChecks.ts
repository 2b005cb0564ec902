import type { Problem } from "../../messages/problems";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";
import { queueFacts } from "../../derived/queueFacts";
import { sourceId } from "../../../model/triggers";
import { parseUse } from "../../../model/uses";

type Source = Values["functions"][string]["on"][number];

/** Batch settings of a function for a queue that triggers it. */
interface Batch {
    /** Its id. */
    readonly queue: string;
    readonly batchSize?: number | undefined;
    readonly windowSeconds: number;
}

/** Messages of one call, as far as Lambda need not wait for them. */
const SMALL_BATCH = 10;

/** Limits of queues as targets and triggers. AWS reports them late in a deployment, after it has created other resources. */
export const queuesCanServe: Check = {
    keys: ["buckets", "functions", "queues", "existing"],
    run: ({ buckets, functions, queues, existing }, { others }) => {
        const keepsOrder = (id: string): boolean =>
            parseUse(id).kind === "queue" && queueFacts(id, { queues, existing }, others).fifo;
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
        const notified = Object.entries(buckets).flatMap(([bucket, { notifications }]) =>
            notifications.flatMap(({ to }, index) =>
                keepsOrder(to)
                    ? [refused(`buckets.${bucket}.notifications[${index}].to`, to, "S3 notifies")]
                    : [],
            ),
        );
        // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (asynchronous calls),
        // https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html (changes of tables),
        // https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html (schedules)
        const failed = Object.entries(functions).flatMap(([name, { onFailure }]) =>
            onFailure !== undefined && keepsOrder(onFailure)
                ? [
                      refused(
                          `functions.${name}.onFailure`,
                          onFailure,
                          "Lambda and EventBridge send failures to",
                      ),
                  ]
                : [],
        );
        const batches = Object.entries(functions).flatMap(([name, { on }]) =>
            on.flatMap((source, index) => {
                const batch = batchOf(source);
                const key = `plumbline:functions.${name}.on[${index}]`;
                return batch ? batchFits(key, batch, keepsOrder(batch.queue)) : [];
            }),
        );
        return [...notified, ...failed, ...batches];
    },
};

function refused(key: string, id: string, who: string): Problem {
    return {
        key: `plumbline:${key}`,
        message: `"${id}" is not allowed, because ${who} standard queues only; name a queue without fifo: true`,
    };
}

function batchOf(source: Source): Batch | undefined {
    if (!("queue" in source) || source.queue === undefined) return undefined;
    const { windowSeconds } = source;
    const queue = sourceId("queue", source.queue);
    return { queue, windowSeconds, batchSize: "batchSize" in source ? source.batchSize : undefined };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
function batchFits(
    key: string,
    { queue, batchSize = SMALL_BATCH, windowSeconds }: Batch,
    fifo: boolean,
): Problem[] {
    if (!fifo) {
        return batchSize > SMALL_BATCH && windowSeconds < 1
            ? [
                  {
                      key: `${key}.windowSeconds`,
                      message: `${windowSeconds} is not allowed with batchSize ${batchSize}; it must be at least 1 with a batchSize above ${SMALL_BATCH}`,
                  },
              ]
            : [];
    }
    return [
        ...(batchSize > SMALL_BATCH
            ? [
                  {
                      key: `${key}.batchSize`,
                      message: `${batchSize} is not allowed for ${queue}, which is fifo; it must be at most ${SMALL_BATCH}`,
                  },
              ]
            : []),
        ...(windowSeconds > 0
            ? [
                  {
                      key: `${key}.windowSeconds`,
                      message: `${windowSeconds} is not allowed for ${queue}, which is fifo; Lambda waits for full batches of standard queues only, so it must be 0`,
                  },
              ]
            : []),
    ];
}
