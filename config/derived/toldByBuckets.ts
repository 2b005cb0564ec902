/** Which queues buckets send to, as the buckets say. */
import type { Values } from "../schema";

/** Names of queues whose policy must let S3 in. */
export function toldByBuckets({ buckets }: Pick<Values, "buckets">): readonly string[] {
    const targets = Object.values(buckets).flatMap(({ notifications }) => notifications.map(({ to }) => to));
    return targets.filter((to) => to.startsWith("queue/")).map((to) => to.slice("queue/".length));
}
