/** Which AWS services send to a queue, as other keys say. */
import type { QueueSender } from "../components/queue";
import type { Values } from "./schema";

/** Services that a queue's policy must let in, by the queue's name. */
export function queueSenders({ buckets }: Pick<Values, "buckets">): Record<string, readonly QueueSender[]> {
    const targets = Object.values(buckets).flatMap(({ notifications }) => notifications.map(({ to }) => to));
    const queues = targets.filter((to) => to.startsWith("queue/"));
    return Object.fromEntries(queues.map((to) => [to.slice("queue/".length), ["s3" as const]]));
}
