import type { Problem } from "../../messages/problems";
import { suggestion } from "../../../model/text";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";

type Notification = Values["buckets"][string]["notifications"][number];

export const notificationTargets: Check = {
    keys: ["buckets", "queues", "topics", "functions"],
    run: ({ buckets, queues, topics, functions }) => {
        const known = [
            ...Object.keys(queues).map((name) => `queue/${name}`),
            ...Object.keys(topics).map((name) => `topic/${name}`),
            ...Object.keys(functions).map((name) => `function/${name}`),
        ];
        return Object.entries(buckets).flatMap(([bucket, { notifications }]) =>
            notifications.flatMap((notification, index) => {
                const key = `plumbline:buckets.${bucket}.notifications[${index}]`;
                return [
                    ...missing(key, notification, known),
                    ...overlapping(key, notification, notifications.slice(0, index)),
                ];
            }),
        );
    },
};

function missing(key: string, { to }: Notification, known: readonly string[]): Problem[] {
    if (known.includes(to)) return [];
    const message = `"${to}" does not exist; there are ${known.join(", ") || "no queues, topics or functions"}${suggestion(to, known)}`;
    return [{ key: `${key}.to`, message }];
}

/** S3 takes an event to one target only: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
function overlapping(key: string, notification: Notification, others: readonly Notification[]): Problem[] {
    const twin = others.find(
        (other) =>
            notification.events.some((event) => other.events.includes(event)) &&
            overlap(notification.prefix, other.prefix, (a, b) => a.startsWith(b)) &&
            overlap(notification.suffix, other.suffix, (a, b) => a.endsWith(b)),
    );
    if (twin === undefined) return [];
    const message = `has the same objects and events as another notification (to ${twin.to}); S3 notifies one target only, so events, prefixes or suffixes must differ`;
    return [{ key, message }];
}

function overlap(a = "", b = "", fits: (a: string, b: string) => boolean): boolean {
    return fits(a, b) || fits(b, a);
}
