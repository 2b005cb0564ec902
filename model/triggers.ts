import { dashed, slug } from "./names";

/** A trigger of a function: a queue, the stream of a table, or a schedule. */
export type TriggerSource =
    | { readonly queue: string }
    | { readonly table: string }
    | { readonly schedule: string; readonly name?: string | undefined };

/**
 * The id of what triggers: `queue/jobs`.
 *
 * @param named its name, or the id of a part that this stack does not make: `core:queue/jobs`
 */
export function sourceId(kind: "queue" | "table", named: string): string {
    return named.includes(":") ? named : `${kind}/${named}`;
}

/** The id of what a trigger follows; undefined of a schedule. */
export function followedId(trigger: object): string | undefined {
    const { queue, table } = trigger as { readonly queue?: string; readonly table?: string };
    if (queue !== undefined) return sourceId("queue", queue);
    return table === undefined ? undefined : sourceId("table", table);
}

/** Name of a trigger, unique within its function. */
export function triggerName(trigger: TriggerSource): string {
    if ("queue" in trigger) return dashed(sourceId("queue", trigger.queue));
    if ("table" in trigger) return dashed(sourceId("table", trigger.table));
    return trigger.name ?? slug(trigger.schedule);
}
