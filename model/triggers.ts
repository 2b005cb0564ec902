import { dashed, slug } from "./names";

/** What calls a function, or sends to a queue: a queue, the stream of a table, a topic, a bus, or a schedule. */
export type TriggerSource =
    | { readonly queue: string }
    | { readonly table: string }
    | { readonly topic: string }
    | { readonly bus: string; readonly name?: string | undefined }
    | { readonly schedule: string; readonly name?: string | undefined };

/** The bus of every account, which gets the events of AWS. */
export const DEFAULT_BUS = "default";

/** Kinds of what triggers. */
export type TriggerKind = "queue" | "table" | "topic" | "bus" | "schedule";

/** Kind and name of what a trigger names; of a schedule its expression. */
export function namedBy(source: TriggerSource): { readonly kind: TriggerKind; readonly name: string } {
    if ("queue" in source) return { kind: "queue", name: source.queue };
    if ("table" in source) return { kind: "table", name: source.table };
    if ("topic" in source) return { kind: "topic", name: source.topic };
    if ("bus" in source) return { kind: "bus", name: source.bus };
    return { kind: "schedule", name: source.schedule };
}

/**
 * The id of what triggers: `queue/jobs`.
 *
 * @param named its name, or the id of a part that this stack does not make: `core:queue/jobs`
 */
export function sourceId(kind: "queue" | "table" | "topic" | "bus", named: string): string {
    return named.includes(":") ? named : `${kind}/${named}`;
}

/** The id of what a trigger follows; undefined of a schedule, and of the bus that nobody makes. */
export function followedId(trigger: object): string | undefined {
    const { kind, name } = namedBy(trigger as TriggerSource);
    if (kind === "schedule" || (kind === "bus" && name === DEFAULT_BUS)) return undefined;
    return sourceId(kind, name);
}

/** Name of a trigger, unique within what it triggers. */
export function triggerName(trigger: TriggerSource): string {
    const { kind, name } = namedBy(trigger);
    const own = "name" in trigger ? trigger.name : undefined;
    return own ?? (kind === "schedule" ? slug(name) : dashed(sourceId(kind, name)));
}
