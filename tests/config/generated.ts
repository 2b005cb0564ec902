/** Wrong values for any place of the schema, made from the schema itself. */
import type { JsonSchema } from "../../config/messages/issues";
import { SECRET } from "./mistakes/mistake";

type Part = string | number;

/** A place with a value that it must not have. */
export interface WrongValue {
    readonly place: string;
    readonly path: readonly Part[];
    readonly value: unknown;
}

/** The names that a map in a valid stack file has, so that a wrong value has valid ones beside it. */
type NamesAt = (path: readonly Part[]) => readonly string[];

/** One wrong value for each way to reach each place. */
export function wrongValues(key: string, schema: JsonSchema, namesAt: NamesAt): WrongValue[] {
    return walk(schema, key, [key], namesAt);
}

function walk(schema: JsonSchema, place: string, path: readonly Part[], namesAt: NamesAt): WrongValue[] {
    const options = schema.anyOf ?? schema.oneOf;
    const value = options ? wrongForAll(options) : wrongFor(schema);
    const own = value === undefined ? [] : [{ place, path, value }];
    const inner = (options ?? []).flatMap((option) =>
        walk(option, place, path, namesAt).filter((wrong) => wrong.place !== place),
    );
    const named = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
        walk(property, `${place}.${name}`, [...path, name], namesAt),
    );
    const { additionalProperties: any, items } = schema;
    const anyName =
        typeof any === "object"
            ? namesAt(path).flatMap((name) => walk(any, `${place}.*`, [...path, name], namesAt))
            : [];
    const inList = items ? walk(items, `${place}[]`, [...path, 0], namesAt) : [];
    return [...own, ...inner, ...named, ...anyName, ...inList];
}

function wrongFor(schema: JsonSchema): unknown {
    if (schema.enum ?? schema.const) return "§";
    switch (schema.type) {
        case "string":
            return 0.25;
        case "boolean":
            return "§";
        case "number":
        case "integer":
            return "§";
        case "array":
            return "§";
        case "object":
            return 0.25;
        default:
            // Any JSON is allowed, except encrypted values.
            return SECRET;
    }
}

/** A value that none of several kinds accepts. */
function wrongForAll(options: readonly JsonSchema[]): unknown {
    const kinds = new Set(options.map(({ type }) => type));
    if (kinds.has(undefined) || (kinds.has("string") && kinds.has("number"))) return SECRET;
    return kinds.has("number") || kinds.has("integer") ? "§" : 0.25;
}
