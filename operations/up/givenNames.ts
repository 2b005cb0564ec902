/**
 * Names in AWS that a stack file gives, against what is deployed: another name is another resource, and Pulumi would delete
 * the one that has the data.
 */
import type { Settings } from "../../config/validate";
import { deployedAs, type Resource } from "../state/resource";

/** The parts of a stack's settings that give names. */
export type Named = Pick<Settings, "buckets" | "tables" | "queues" | "secrets" | "parameters">;

/** What a replaced resource takes with it. */
export interface Replacements {
    /** A sentence for each that is refused: data would be lost. */
    readonly refused: readonly string[];
    /** A sentence for each that happens, and that somebody may have to know of. */
    readonly told: readonly string[];
}

/** A named entry that is deployed. */
interface Entry {
    readonly key: string;
    /** What people call it. */
    readonly what: string;
    /** The name that it is to have; undefined: one that Pulumi makes. */
    readonly wanted: string | undefined;
    readonly deployed: Resource;
    /** Its name in AWS. */
    readonly current: string;
}

const TYPES = {
    buckets: ["aws:s3/bucket:Bucket", "Bucket", "bucket"],
    tables: ["aws:dynamodb/table:Table", "Table", "table"],
    queues: ["aws:sqs/queue:Queue", "Queue", "queue"],
    secrets: ["aws:secretsmanager/secret:Secret", "Secret", "secret"],
    parameters: ["aws:ssm/parameter:Parameter", "Parameter", "parameter"],
} as const satisfies Record<keyof Named, readonly [type: string, component: string, what: string]>;

/** What an update would replace because of its name, or in spite of it. */
export function replacements(resources: readonly Resource[], settings: Named): Replacements {
    const refused: string[] = [];
    const told: string[] = [];
    for (const section of Object.keys(TYPES) as (keyof Named)[]) {
        for (const entry of entriesOf(section, resources, settings)) {
            const name = entry.key.split(".").at(-1) ?? "";
            const lost = lossOf(section, name, settings);
            const sentence = renamed(entry, lost);
            if (sentence !== undefined) (lost.isRefused ? refused : told).push(sentence);
            else refused.push(...rebuilt(section, name, entry, settings));
        }
    }
    return { refused, told };
}

function entriesOf(section: keyof Named, resources: readonly Resource[], settings: Named): Entry[] {
    const [type, component, what] = TYPES[section];
    return Object.entries(settings[section]).flatMap(([name, { name: wanted }]): Entry[] => {
        const deployed = deployedAs(resources, `plumbline:index:${component}$${type}`, name);
        const current = deployed?.outputs?.[section === "buckets" ? "bucket" : "name"];
        if (deployed === undefined || typeof current !== "string") return [];
        return [{ key: `plumbline:${section}.${name}`, what, wanted, deployed, current }];
    });
}

/** Data that is lost with a resource, and what to do instead. */
interface Loss {
    readonly isRefused: boolean;
    readonly lost: string;
    readonly instead: string;
}

function lossOf(section: keyof Named, name: string, { secrets, parameters }: Named): Loss {
    const copy = (what: string): string =>
        `To move, add another entry with the new name, copy its ${what}, change what uses it, and take this one out last`;
    switch (section) {
        case "buckets":
            return { isRefused: true, lost: "its objects", instead: copy("objects") };
        case "tables":
            return { isRefused: true, lost: "its items", instead: copy("items") };
        case "queues":
            return {
                isRefused: false,
                lost: "the messages that wait in it",
                instead: "Let them be handled first",
            };
        case "secrets": {
            const { generate, value, rotate, rotateDays } = secrets[name] ?? {};
            const isKept = (generate ?? value) !== undefined && (rotate ?? rotateDays) === undefined;
            return { isRefused: !isKept, lost: "its value", instead: copy("value (plumb secret set)") };
        }
        case "parameters":
            return {
                isRefused: parameters[name]?.value === undefined,
                lost: "its value",
                instead: copy("value (plumb secret set)"),
            };
    }
}

/** A sentence about another name than the deployed one. */
function renamed(
    { key, what, wanted, deployed, current }: Entry,
    { isRefused, lost, instead }: Loss,
): string | undefined {
    const isGiven = !defaultsOf(deployed).some((one) => one === "name" || one === "bucket");
    if (wanted === undefined ? !isGiven : wanted === current) return undefined;
    const now = wanted === undefined ? "none" : `"${wanted}"`;
    if (isRefused) {
        return (
            `${key}.name: ${now} is not allowed, because the deployed ${what} is called "${current}", and another name would be ` +
            `a new ${what}, without ${lost}. It must be "${current}"${isGiven ? "" : ", or be left out"}. ${instead}.`
        );
    }
    return `${key}: the ${what} "${current}" goes${lost === "its value" ? "" : `, with ${lost}`}, and ${wanted === undefined ? "one with a name that Pulumi makes" : now} takes its place. What relies on the old name must change${lost === "its value" ? "" : `. ${instead}`}.`;
}

/** What the provider has filled in: a name that is not there was given. */
function defaultsOf({ inputs }: Resource): readonly unknown[] {
    const given = inputs?.["__defaults"];
    return Array.isArray(given) ? given : [];
}

/** Changes that take another resource, which cannot be there beside the first under the same name. */
function rebuilt(section: keyof Named, name: string, entry: Entry, { tables, buckets }: Named): string[] {
    const { key, what, wanted, deployed, current } = entry;
    if (wanted === undefined) return [];
    const refuse = (rest: string, why: string): string =>
        `${key}.${rest} is not allowed for "${current}", because ${why}: the ${what} would be deleted with all that is in it, and made anew under its name. Give the changed ${what} a key and a name of its own, and take this one out last.`;
    if (section === "tables") {
        const { partitionKey, sortKey } = tables[name] ?? {};
        const { hashKey, rangeKey } = deployed.outputs ?? {};
        const told: string[] = [];
        if (partitionKey !== undefined && partitionKey.name !== hashKey)
            told.push(
                refuse(`partitionKey: "${partitionKey.name}"`, `its partition key is "${String(hashKey)}"`),
            );
        if ((sortKey?.name ?? "") !== (rangeKey ?? ""))
            told.push(
                refuse(
                    `sortKey: ${sortKey === undefined ? "none" : `"${sortKey.name}"`}`,
                    `its sort key is ${rangeKey ? `"${String(rangeKey)}"` : "none"}`,
                ),
            );
        return told;
    }
    // https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucket/#objectlockenabled_nodejs
    if (
        section === "buckets" &&
        (buckets[name]?.lock !== undefined) !== (deployed.outputs?.["objectLockEnabled"] === true)
    ) {
        const now = buckets[name]?.lock === undefined ? "lock: none" : "lock";
        return [refuse(now, "objects are locked from the bucket's first day on, or never")];
    }
    return [];
}
