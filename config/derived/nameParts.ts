/** Texts of a stack file that resource names are made of: where they stand, and as what they appear in names. */
import { dashed, hyphenated, ignoredPathName, slug } from "../../model/names";
import { namedBy, type TriggerKind, triggerName, type TriggerSource } from "../../model/triggers";
import { parseUse } from "../../model/uses";
import { GIVEN_NAMES } from "./givenNames";
import { PLURALS } from "../order";
import type { Found } from "./places";

/** What is part of names among the things in a place. */
export interface NamePart {
    /**
     * The text in names; undefined if what stands there is no part of any name.
     *
     * @param keys the keys around it, by place
     */
    readonly nameOf: (value: unknown, keys: Found["keys"]) => string | undefined;
    /** The place of what it refers to, which is the same thing wherever it is named. @default its own place */
    readonly refersTo?: string;
}

const part = (nameOf: (text: string) => string | undefined, refersTo?: string): NamePart => ({
    nameOf: (value) => (typeof value === "string" ? nameOf(value) : undefined),
    ...(refersTo === undefined ? {} : { refersTo }),
});
const asItIs = part((text) => text);
const target = part((to) => parseUse(to).name, "<target>");
const used = part((use) => dashed(parseUse(use).id), "<used>");
const called = part((text) => text, "functions.*");
const authorizer = part(dashed, "<authorizer>");
/** A schedule is another type of resource than a queue or table that triggers, than a topic, and than a bus. */
const trigger = (...kinds: readonly TriggerKind[]): NamePart => ({
    nameOf: (value) =>
        kinds.includes(namedBy(value as TriggerSource).kind)
            ? triggerName(value as TriggerSource)
            : undefined,
});

/** By place, with a kind behind it where only some of what stands there is meant. A text that reaches a name from another place fails `npm run generate`. */
export const NAME_PARTS: Readonly<Record<string, NamePart>> = {
    ...Object.fromEntries(Object.values(PLURALS).map((plural) => [`${plural}.*`, asItIs])),
    "alerts.emails[]": part(hyphenated),
    "alerts.channels.*": asItIs,
    "alerts.channels.*.emails[]": part(hyphenated),
    "budget.parts.*": asItIs,
    "domain.name": part(dashed),
    "budget.costAllocationTags[]": part(hyphenated),
    "monitoring.metrics.*": asItIs,
    "monitoring.traces.ignorePaths[]": part(ignoredPathName),
    "network.interfaceEndpoints[]": part(dashed),
    "buckets.*.notifications[].to": target,
    "tables.*.indexes.*": asItIs,
    ...Object.fromEntries(GIVEN_NAMES.map((place) => [place, asItIs])),
    "directories.*.groups[]": asItIs,
    "directories.*.clients.*": asItIs,
    "directories.*.signIn.prefix": asItIs,
    "layers.*": asItIs,
    "functions.*.on[]#schedule": trigger("schedule"),
    "functions.*.on[]#source": trigger("queue", "table"),
    "functions.*.on[]#topic": trigger("topic"),
    "functions.*.on[]#bus": trigger("bus", "bucket"),
    "queues.*.on[]#schedule": trigger("schedule"),
    "queues.*.on[]#topic": trigger("topic"),
    "queues.*.on[]#bus": trigger("bus", "bucket"),
    "tasks.*.on[]": trigger("bus", "bucket"),
    "functions.*.uses[]": used,
    "services.*.uses[]": used,
    "servers.*.uses[]": used,
    "servers.*.address.from[]": part(hyphenated),
    "tasks.*.uses[]": used,
    "tasks.*.schedules.*": asItIs,
    "services.*.schedules.*": asItIs,
    "apis.*.routes.*": part(slug),
    "apis.*.routes.*.function": called,
    "apis.*.routes.*.authorizer": authorizer,
    "apis.*.authorizer": authorizer,
    "apis.*.authorizers.*": part((text) => text, "<authorizer>"),
    "apis.*.authorizers.*.function": called,
    "sites.*.behaviors.*.cacheSeconds": {
        // Of 0 it is AWS's own policy.
        nameOf: (value, keys) => (value === 0 ? undefined : slug(keys["sites.*.behaviors.*"] ?? "")),
    },
    "sites.*.paths.*": part(slug),
    "sites.*.redirectHosts[]": {
        nameOf: (value) => dashed(typeof value === "string" ? value : (value as { host: string }).host),
    },
    "pipelines.*.repositories[]": asItIs,
};

/** The place in the stack file. */
export function placeOf(named: string): string {
    return named.replace(/#.*$/, "");
}
