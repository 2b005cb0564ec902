/** Names of the event sources and schedules of a function. */

type Trigger =
    | { readonly queue: string }
    | { readonly table: string }
    | { readonly schedule: string; readonly name?: string | undefined };

/** The name of a trigger, unique within its function; resources are named after it. */
export function triggerName(trigger: Trigger): string {
    if ("queue" in trigger) return `queue-${trigger.queue}`;
    if ("table" in trigger) return `table-${trigger.table}`;
    return (
        trigger.name ??
        trigger.schedule
            .toLowerCase()
            .replace(/[^a-z0-9]+/g, "-")
            .replace(/-$/, "")
    );
}
