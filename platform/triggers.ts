import type * as pulumi from "@pulumi/pulumi";

import type { QueueReference, Schedule } from "../components/events";
import type { QueueSource, TableSource } from "../components/function";
import { valueOf } from "../components/support/values";
import { triggerName } from "../model/triggers";

/** A trigger of a function in the configuration: queues and tables by name. */
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
    { queues, tables, keyArn }: Known,
): Triggered {
    const queue = (name: string) => ({ queueArn: valueOf(queues, name).queueArn, keyArn });
    return {
        queues: on.flatMap((trigger) =>
            "queue" in trigger
                ? [{ ...given(trigger), name: triggerName(trigger), ...queue(trigger.queue) }]
                : [],
        ),
        tables: on.flatMap((trigger) => {
            if (!("table" in trigger)) return [];
            const { streamArn } = valueOf(tables, trigger.table);
            if (streamArn === undefined) throw new Error(`the table "${trigger.table}" has no stream`);
            return [{ ...given(trigger), name: triggerName(trigger), streamArn, keyArn }];
        }),
        schedules: on.flatMap((trigger) => {
            if (!("schedule" in trigger)) return [];
            const { schedule: expression, timeZone, input } = trigger;
            return [{ ...given({ timeZone, input }), name: triggerName(trigger), expression }];
        }),
        onFailure: onFailure === undefined ? undefined : queue(onFailure.replace("queue/", "")),
    };
}

/** The settings without undefined ones, for which the component has defaults. */
function given<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
    return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
        [K in keyof T]: Exclude<T[K], undefined>;
    };
}
