import { slug } from "./names";

/** A trigger of a function: a queue, the stream of a table, or a schedule. */
export type TriggerSource =
    | { readonly queue: string }
    | { readonly table: string }
    | { readonly schedule: string; readonly name?: string | undefined };

/** Name of a trigger, unique within its function. */
export function triggerName(trigger: TriggerSource): string {
    if ("queue" in trigger) return `queue-${trigger.queue}`;
    if ("table" in trigger) return `table-${trigger.table}`;
    return trigger.name ?? slug(trigger.schedule);
}
