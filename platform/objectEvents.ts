/** Events of a bucket's objects, which EventBridge has on the bus of every account. */
import type * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config";

/** Objects of a bucket, in the configuration. */
export interface ObjectTrigger {
    readonly bucket: string;
    readonly name?: string | undefined;
    readonly events: readonly ("created" | "deleted")[];
    /** Only objects whose key begins so. @default all */
    readonly prefix?: string | undefined;
    /** Only objects whose key ends so. @default all */
    readonly suffix?: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html */
const TYPES = { created: "Object Created", deleted: "Object Deleted" };

/** The pattern of the events, and where a container finds bucket and key in them. */
export function objectPattern(
    { events, prefix, suffix }: ObjectTrigger,
    bucketName: pulumi.Input<string>,
): { readonly pattern: object; readonly ofObjects: true } {
    const key = keyPattern(prefix, suffix);
    return {
        pattern: {
            source: ["aws.s3"],
            "detail-type": events.map((event) => TYPES[event]),
            detail: { bucket: { name: [bucketName] }, ...(key ? { object: { key: [key] } } : {}) },
        },
        ofObjects: true,
    };
}

/** Two matchers of one key would be alternatives: what has both beginning and end is one with a star. */
function keyPattern(prefix: string | undefined, suffix: string | undefined): object | undefined {
    if (prefix !== undefined && suffix !== undefined) {
        return { wildcard: `${literal(prefix)}*${literal(suffix)}` };
    }
    if (prefix !== undefined) return { prefix };
    return suffix === undefined ? undefined : { suffix };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-escaping */
function literal(text: string): string {
    return text.replace(/[\\*]/g, "\\$&");
}

/** Names of the buckets whose events functions, queues and tasks follow. */
export function followedBuckets({
    functions,
    queues,
    tasks,
}: Pick<Settings, "functions" | "queues" | "tasks">): Set<string> {
    const sources: readonly object[] = [functions, queues, tasks]
        .flatMap((named) => Object.values<{ readonly on: readonly object[] }>(named))
        .flatMap(({ on }) => on);
    return new Set(sources.flatMap((one) => ("bucket" in one ? [String(one.bucket)] : [])));
}
