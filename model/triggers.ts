import { dashed, slug } from "./names";

/** What calls a function, sends to a queue or starts a task: a queue, the stream of a table, a topic, a bus, a bucket, or a schedule. */
export type TriggerSource =
    | { readonly queue: string }
    | { readonly table: string }
    | { readonly topic: string }
    | { readonly bus: string; readonly name?: string | undefined }
    | { readonly bucket: string; readonly name?: string | undefined }
    | { readonly schedule: string; readonly name?: string | undefined };

/** The bus of every account, which gets the events of AWS. */
export const DEFAULT_BUS = "default";

/** Kinds of what triggers. */
export type TriggerKind = "queue" | "table" | "topic" | "bus" | "bucket" | "schedule";

/** Kind and name of what a trigger names; of a schedule its expression. */
export function namedBy(source: TriggerSource): { readonly kind: TriggerKind; readonly name: string } {
    if ("queue" in source) return { kind: "queue", name: source.queue };
    if ("table" in source) return { kind: "table", name: source.table };
    if ("topic" in source) return { kind: "topic", name: source.topic };
    if ("bus" in source) return { kind: "bus", name: source.bus };
    if ("bucket" in source) return { kind: "bucket", name: source.bucket };
    return { kind: "schedule", name: source.schedule };
}

/**
 * The id of what triggers: `queue/jobs`.
 *
 * @param named its name, or the id of a part that this stack does not make: `core:queue/jobs`
 */
export function sourceId(kind: Exclude<TriggerKind, "schedule">, named: string): string {
    return named.includes(":") ? named : `${kind}/${named}`;
}

/** The id of what a trigger follows; undefined of a schedule, and of the bus that nobody makes. */
export function followedId(trigger: object): string | undefined {
    const { kind, name } = namedBy(trigger as TriggerSource);
    if (kind === "schedule" || (kind === "bus" && name === DEFAULT_BUS)) return undefined;
    return sourceId(kind, name);
}

/** Whether AWS calls or sends on its own behalf, so that the policy of whoever gets it must name the sender: topics and rules. */
export function sendsItself(source: object): boolean {
    return "topic" in source || isRule(source);
}

/** Whether EventBridge delivers by a rule: events of a bus, and of a bucket. */
export function isRule(source: object): boolean {
    return "bus" in source || "bucket" in source;
}

/** Name of a trigger, unique within what it triggers. */
export function triggerName(trigger: TriggerSource): string {
    const { kind, name } = namedBy(trigger);
    const own = "name" in trigger ? trigger.name : undefined;
    return own ?? (kind === "schedule" ? slug(name) : dashed(sourceId(kind, name)));
}
