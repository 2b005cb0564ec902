import type * as pulumi from "@pulumi/pulumi";

import type { QueueReference, RuleSource, Schedule, TopicSource } from "../components/events";
import type { QueueSource, TableSource } from "../components/function";
import type { Source } from "../components/support/source";
import { valueOf } from "../components/support/values";
import { DEFAULT_BUS, sourceId, triggerName } from "../model/triggers";
import { type ObjectTrigger, objectPattern } from "./objectEvents";

/** What functions and queues get events from, in the configuration: topics, buses and buckets by name. */
export type EventTrigger =
    | ({ readonly topic: string } & Pick<TopicSource, "filter" | "filterScope" | "raw">)
    | ({ readonly bus: string; readonly name?: string | undefined; readonly pattern: object } & Optional<
          Pick<RuleSource, "inputPath" | "retries" | "maxAgeSeconds" | "group" | "variables">
      >)
    | (ObjectTrigger &
          Optional<Pick<RuleSource, "inputPath" | "retries" | "maxAgeSeconds" | "group" | "variables">>)
    | ({ readonly schedule: string; readonly name?: string | undefined } & Optional<
          Pick<Schedule, "timeZone" | "input" | "group">
      >);

/** A trigger of a function in the configuration: queues and tables by name, or by the id of what this stack does not make. */
export type Trigger =
    | ({ readonly queue: string } & Pick<QueueSource, "maxConcurrency"> & Batch)
    | ({ readonly table: string } & Pick<TableSource, "startAt" | "retries"> & Batch)
    | EventTrigger;

interface Batch {
    readonly batchSize?: number | undefined;
    readonly windowSeconds?: number;
}

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Topics, buses and buckets by name. */
interface KnownEvents {
    readonly topics: Readonly<Record<string, { readonly topicArn: pulumi.Input<string> }>>;
    readonly buses: Readonly<Record<string, { readonly busName: pulumi.Input<string> }>>;
    readonly buckets: Readonly<Record<string, { readonly bucketName: pulumi.Input<string> }>>;
    /** What this stack does not make, by id with its source. */
    readonly foreign: ReadonlyMap<string, Source>;
}

/** Queues and tables by name as well, and the key that encrypts them. */
interface Known extends KnownEvents {
    readonly queues: Readonly<Record<string, { readonly queueArn: pulumi.Input<string> }>>;
    readonly tables: Readonly<Record<string, { readonly streamArn: pulumi.Input<string> | undefined }>>;
    readonly keyArn: pulumi.Input<string>;
}

/** The arguments of a function or a queue that follow from what it gets events from. */
interface Received {
    readonly topics: TopicSource[];
    readonly rules: RuleSource[];
    readonly schedules: Schedule[];
}

/** The arguments of a function that follow from its triggers. */
interface Triggered extends Received {
    readonly queues: QueueSource[];
    readonly tables: TableSource[];
    readonly onFailure: QueueReference | undefined;
}

/**
 * What a function, a queue or a task gets events from, with topics, buses and buckets in place of their names.
 *
 * @throws Error if there is no such topic, bus or bucket: configuration that names it should have been refused
 */
export function received(on: readonly Trigger[], { topics, buses, buckets, foreign }: KnownEvents): Received {
    const topicArn = (named: string) => {
        const id = sourceId("topic", named);
        return id === named ? sourceOf(foreign, id).arn : valueOf(topics, named).topicArn;
    };
    const busName = (named: string) => {
        if (named === DEFAULT_BUS) return undefined;
        const id = sourceId("bus", named);
        // EventBridge takes the ARN of a bus as its name.
        return id === named ? sourceOf(foreign, id).arn : valueOf(buses, named).busName;
    };
    return {
        topics: on.flatMap((trigger) => {
            if (!("topic" in trigger)) return [];
            const { topic, filter, filterScope, raw } = trigger;
            return [
                {
                    ...given({ filter, filterScope, raw }),
                    name: triggerName(trigger),
                    topicArn: topicArn(topic),
                },
            ];
        }),
        rules: on.flatMap((trigger) => {
            if (!("bus" in trigger || "bucket" in trigger)) return [];
            const { inputPath, retries, maxAgeSeconds, group, variables } = trigger;
            return [
                {
                    ...given({ inputPath, retries, maxAgeSeconds, group, variables }),
                    name: triggerName(trigger),
                    ...("bus" in trigger
                        ? { busName: busName(trigger.bus), pattern: trigger.pattern }
                        : objectPattern(trigger, valueOf(buckets, trigger.bucket).bucketName)),
                },
            ];
        }),
        schedules: on.flatMap((trigger) => {
            if (!("schedule" in trigger)) return [];
            const { schedule: expression, timeZone, input, group } = trigger;
            return [{ ...given({ timeZone, input, group }), name: triggerName(trigger), expression }];
        }),
    };
}

/**
 * The event sources of a function, with queues, tables, topics and buses in place of their names.
 *
 * @throws Error if there is no such queue, table or stream: configuration that names it should have been refused
 */
export function triggered(
    { on, onFailure }: { readonly on: readonly Trigger[]; readonly onFailure?: string | undefined },
    { queues, tables, keyArn, foreign, ...events }: Known,
): Triggered {
    const queue = (named: string): QueueReference => {
        const id = sourceId("queue", named);
        if (id === named) {
            const source = sourceOf(foreign, id);
            return { queueArn: source.arn, keyArn: source.keyArn };
        }
        return { queueArn: valueOf(queues, named).queueArn, keyArn };
    };
    const table = (named: string): Pick<TableSource, "streamArn" | "keyArn"> => {
        const id = sourceId("table", named);
        if (id === named) {
            const source = sourceOf(foreign, id);
            return { streamArn: source.arn, keyArn: source.keyArn };
        }
        const { streamArn } = valueOf(tables, named);
        if (streamArn === undefined) throw new Error(`the table "${named}" has no stream`);
        return { streamArn, keyArn };
    };
    return {
        queues: on.flatMap((trigger) =>
            "queue" in trigger
                ? [{ ...given(trigger), name: triggerName(trigger), ...queue(trigger.queue) }]
                : [],
        ),
        tables: on.flatMap((trigger) => {
            if (!("table" in trigger)) return [];
            return [{ ...given(trigger), name: triggerName(trigger), ...table(trigger.table) }];
        }),
        ...received(on, { ...events, foreign }),
        onFailure: onFailure === undefined ? undefined : queue(onFailure.replace(/^queue\//, "")),
    };
}

/** The settings without undefined ones, for which the component has defaults. */
function given<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
    return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
        [K in keyof T]: Exclude<T[K], undefined>;
    };
}

function sourceOf(foreign: ReadonlyMap<string, Source>, id: string): Source {
    const source = foreign.get(id);
    if (source === undefined) throw new Error(`nothing provides "${id}"`);
    return source;
}
