import type * as pulumi from "@pulumi/pulumi";

import type { QueueReference, Schedule } from "../components/events";
import type { QueueSource, TableSource } from "../components/function";
import type { Source } from "../components/support/source";
import { valueOf } from "../components/support/values";
import { sourceId, triggerName } from "../model/triggers";

/** A trigger of a function in the configuration: queues and tables by name, or by the id of what this stack does not make. */
export type Trigger =
    | ({ readonly queue: string } & Pick<QueueSource, "maxConcurrency"> & Batch)
    | ({ readonly table: string } & Pick<TableSource, "startAt" | "retries"> & Batch)
    | ({ readonly schedule: string; readonly name?: string | undefined } & Pick<
          Schedule,
          "timeZone" | "input"
      >);

interface Batch {
    readonly batchSize?: number | undefined;
    readonly windowSeconds?: number;
}

/** Queues and tables by name, and the key that encrypts them. */
interface Known {
    readonly queues: Readonly<Record<string, { readonly queueArn: pulumi.Input<string> }>>;
    readonly tables: Readonly<Record<string, { readonly streamArn: pulumi.Input<string> | undefined }>>;
    readonly keyArn: pulumi.Input<string>;
    /** What this stack does not make, by id with its source. */
    readonly foreign: ReadonlyMap<string, Source>;
}

/** The arguments of a function that follow from its triggers. */
interface Triggered {
    readonly queues: QueueSource[];
    readonly tables: TableSource[];
    readonly schedules: Schedule[];
    readonly onFailure: QueueReference | undefined;
}

/**
 * The event sources and schedules of a function, with queues and tables in place of their names.
 *
 * @throws Error if there is no such queue, table or stream: configuration that names it should have been refused
 */
export function triggered(
    { on, onFailure }: { readonly on: readonly Trigger[]; readonly onFailure?: string | undefined },
    { queues, tables, keyArn, foreign }: Known,
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
        schedules: on.flatMap((trigger) => {
            if (!("schedule" in trigger)) return [];
            const { schedule: expression, timeZone, input } = trigger;
            return [{ ...given({ timeZone, input }), name: triggerName(trigger), expression }];
        }),
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
