/** Names in AWS that a stack file gives: filled in with the names of stack and project. */
import { SecretValue } from "../values";

type Map = Readonly<Record<string, unknown>>;

/** Whose names they are. */
interface Holder {
    readonly stack: string;
    readonly project: string;
}

/** Keys of entries with such a name, by section. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
    buckets: ["name"],
    tables: ["name"],
    queues: ["name"],
    topics: ["name"],
    secrets: ["name", "parameter"],
    parameters: ["name"],
};

/** The places of such names: `buckets.*.name`. */
export const GIVEN_NAMES: readonly string[] = Object.entries(GIVEN).flatMap(([section, keys]) =>
    keys.map((key) => `${section}.*.${key}`),
);

/**
 * The raw configuration with all names as AWS gets them: `{stack}` and `{project}` are filled in, and a parameter without a
 * name has its path. Whatever is no such name stays, for the schema to judge.
 */
export function withGivenNames(raw: Map, holder: Holder): Map {
    const sections = Object.entries(GIVEN).flatMap(([section, keys]): [string, unknown][] => {
        const entries = raw[section];
        if (!isMap(entries)) return [];
        return [[section, mapEntries(entries, (key, entry) => filledIn(section, key, entry, keys, holder))]];
    });
    return sections.length === 0 ? raw : { ...raw, ...Object.fromEntries(sections) };
}

function filledIn(
    section: string,
    key: string,
    entry: unknown,
    keys: readonly string[],
    holder: Holder,
): unknown {
    if (!isMap(entry)) return entry;
    const given = Object.fromEntries(
        keys.flatMap((one): [string, string][] => {
            const text = entry[one] ?? (section === "parameters" ? `/{project}/{stack}/${key}` : undefined);
            return typeof text === "string" ? [[one, fill(text, holder)]] : [];
        }),
    );
    return Object.keys(given).length === 0 ? entry : { ...entry, ...given };
}

/** A name with the names of stack and project in it. */
function fill(text: string, { stack, project }: Holder): string {
    return text.replaceAll("{stack}", stack).replaceAll("{project}", project);
}

function mapEntries(entries: Map, change: (key: string, entry: unknown) => unknown): Map {
    return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, change(key, entry)]));
}

function isMap(value: unknown): value is Map {
    return Object.prototype.toString.call(value) === "[object Object]" && !(value instanceof SecretValue);
}
