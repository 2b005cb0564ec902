/** What a stack amounts to: every value, and where it comes from. */
import { stringify } from "yaml";

import { keyPath } from "../../config/messages/problems";
import { isMap, type Values } from "../../config/sources/merge";
import { type Origin, type Origins, placeOf, type Removal } from "../../config/sources/origins";

/** `default` for what plumbline decides, from the tier mostly. */
export type ValueOrigin = Origin | "default";

/** A single value, a list, or a map without entries. */
export interface Value {
    readonly key: string;
    readonly path: readonly string[];
    /** As the file has it; of an encrypted one only that it is. */
    readonly value: unknown;
    readonly origin: ValueOrigin;
}

export interface Listing {
    readonly values: readonly Value[];
    /** What the stack takes out of what its project shares. */
    readonly takenOut: readonly Removal[];
}

/**
 * @param raw the values that the files have
 * @param complete all values, for a listing with defaults
 */
export function listingOf(raw: Values, origins: Origins, complete: Values = {}): Listing {
    return { values: valuesIn(raw, complete, [], origins), takenOut: origins.removals() };
}

function valuesIn(given: unknown, complete: unknown, path: readonly string[], origins: Origins): Value[] {
    const [some, all] = [mapOf(given), mapOf(complete)];
    const keys = given === undefined || some ? [...Object.keys(some ?? {}), ...Object.keys(all ?? {})] : [];
    if (keys.length > 0) {
        return [...new Set(keys)].flatMap((key) =>
            valuesIn(some?.[key], all?.[key], [...path, key], origins),
        );
    }
    const value = given ?? complete;
    if (value === undefined) return [];
    const key = keyPath(path);
    const origin = given === undefined ? inherited(path, origins) : (origins.of(key) ?? "default");
    return [{ key, path, value: JSON.parse(JSON.stringify(value)) as unknown, origin }];
}

function mapOf(value: unknown): Values | undefined {
    return isMap(value) ? value : undefined;
}

/** Functions have the values of `functionDefaults`; all else that no file has is a default. */
function inherited([section, , ...rest]: readonly string[], origins: Origins): ValueOrigin {
    const key = keyPath(["functionDefaults", ...rest]);
    return section === "functions" && rest.length > 0 && origins.has(key)
        ? (origins.of(key) ?? "default")
        : "default";
}

/** Rows of a table: the values as they would stand in a stack file, and their origins. */
export function rowsOf({ values }: Listing): string[][] {
    const rows: string[][] = [];
    let above: readonly string[] = [];
    for (const { path, value, origin } of values) {
        const shared = path.findIndex((part, depth) => part !== above[depth]);
        path.slice(shared, -1).forEach((part, depth) => {
            rows.push([`${indent(shared + depth)}${named(part, shared + depth)}:`, ""]);
        });
        const last = path.length - 1;
        const name = `${indent(last)}${named(path[last] ?? "", last)}:`;
        const place = origin === "default" ? origin : placeOf(origin);
        if (Array.isArray(value) && inline(value).length > WIDEST) {
            rows.push([name, place], ...value.map((entry) => [`${indent(last)}- ${inline(entry)}`, ""]));
        } else {
            rows.push([`${name} ${inline(value)}`, place]);
        }
        above = path;
    }
    return rows;
}

/** Characters of a list that stands in one line. */
const WIDEST = 80;

function indent(depth: number): string {
    return "  ".repeat(depth);
}

function named(part: string, depth: number): string {
    return depth === 0 ? keyPath([part]) : inline(part);
}

/** In one line; what would not be plain text in YAML is in quotes, control characters are escaped. */
function inline(value: unknown): string {
    if (value === "[secret]") return value;
    return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
}
