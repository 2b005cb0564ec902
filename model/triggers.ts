import { slug } from "./names";

/** What calls a function, or sends to a queue: a queue, the stream of a table, a topic, a bus, or a schedule. */
export type TriggerSource =
    | { readonly queue: string }
    | { readonly table: string }
    | { readonly topic: string }
    | { readonly bus: string; readonly name?: string | undefined }
    | { readonly schedule: string; readonly name?: string | undefined };

/** The bus of every account, which gets the events of AWS. */
export const DEFAULT_BUS = "default";

/** Kind and name of what a source names; of a schedule its expression. */
export function sourceOf(source: TriggerSource): {
    readonly kind: "queue" | "table" | "topic" | "bus" | "schedule";
    readonly name: string;
} {
    if ("queue" in source) return { kind: "queue", name: source.queue };
    if ("table" in source) return { kind: "table", name: source.table };
    if ("topic" in source) return { kind: "topic", name: source.topic };
    if ("bus" in source) return { kind: "bus", name: source.bus };
    return { kind: "schedule", name: source.schedule };
}

/** Name of a trigger, unique within what it triggers. */
export function triggerName(trigger: TriggerSource): string {
    const { kind, name } = sourceOf(trigger);
    if (kind === "schedule") return ("name" in trigger ? trigger.name : undefined) ?? slug(name);
    return ("name" in trigger ? trigger.name : undefined) ?? `${kind}-${name}`;
}
