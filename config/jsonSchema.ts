/** The schema as JSON Schema: for editors (`schema.json`), and for naming the keys that exist. */
import * as z from "zod";

import { ALIASES, isAny, partsOf } from "./aliases";
import { defaults, type Tier } from "./tierDefaults";
import type { JsonSchema } from "./messages/issues";
import { schemaByKey } from "./schema";

const SECURE = { type: "object", properties: { secure: { type: "string" } }, required: ["secure"] };

/**
 * JSON Schema of each top-level key's value, as it stands in a stack file.
 *
 * @param tier whose defaults to name; without it none are, because those of one tier would mislead in another
 */
export function jsonSchemaByKey(tier?: Tier): Readonly<Record<string, JsonSchema>> {
    const known = described.get(tier) ?? describe(tier);
    described.set(tier, known);
    return known;
}

/** Describing takes longer than validating, and gives the same every time. */
const described = new Map<Tier | undefined, Readonly<Record<string, JsonSchema>>>();

function describe(tier: Tier | undefined): Record<string, JsonSchema> {
    const entries = Object.entries(schemaByKey(defaults[tier ?? "dev"])).map(
        ([key, schema]): [string, JsonSchema] => {
            const json = z.toJSONSchema(schema, {
                io: "input",
                unrepresentable: "any",
                override: ({ jsonSchema }) => {
                    if (tier === undefined) delete jsonSchema.default;
                    if (jsonSchema["encrypted"]) {
                        delete jsonSchema["encrypted"];
                        Object.assign(jsonSchema, SECURE);
                    }
                },
            });
            delete json.$schema;
            return [key, json as JsonSchema];
        },
    );
    return Object.fromEntries(entries);
}

/** The schema with the old names of keys as well, marked as deprecated: editors cross them out. */
function withOldNames(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
    const copy = JSON.parse(JSON.stringify(schemas, withoutReference)) as Record<string, JsonSchema>;
    for (const { old, now } of ALIASES) {
        const [oldName = "", newName = ""] = [old, now].map((path) => partsOf(path).at(-1));
        for (const { properties = {} } of placesAt({ properties: copy }, partsOf(now).slice(0, -1))) {
            const current = properties[newName];
            if (!current) continue;
            Object.assign(properties, {
                [oldName]: { ...current, description: `Deprecated: use ${newName}.`, deprecated: true },
            });
        }
    }
    return copy;
}

/** Any JSON is defined by references to itself, which lead nowhere from within a whole file: there, it is any value. */
function withoutReference(key: string, value: unknown): unknown {
    return key === "$ref" || key === "$defs" ? undefined : value;
}

/** The schemas at a path as aliases write it, one for each alternative. */
function placesAt(schema: JsonSchema, [part, ...rest]: readonly string[]): JsonSchema[] {
    const options = schema.anyOf ?? schema.oneOf ?? [schema];
    if (part === undefined) return [...options];
    return options.flatMap(({ properties, additionalProperties, items }) => {
        const any = typeof additionalProperties === "object" ? additionalProperties : items;
        const below = isAny(part) ? any : properties?.[part];
        return below ? placesAt(below, rest) : [];
    });
}

/**
 * JSON Schema of a whole `Pulumi.<stack>.yaml`. Nothing in it is required, because `Pulumi.yaml` may have the rest of any
 * map, and any entry of a map may be `null`, which takes out what that has.
 */
export function stackFileSchema(): unknown {
    const keys = Object.entries(withOldNames(jsonSchemaByKey()));
    return {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: "Configuration of a plumbline stack",
        type: "object",
        properties: {
            config: {
                type: "object",
                properties: Object.fromEntries(
                    keys.map(([key, schema]) => [
                        `plumbline:${key}`,
                        orTakenOut(partial(schema, orTakenOut)),
                    ]),
                ),
                patternProperties: { "^pulumi:": {} },
                additionalProperties: false,
            },
            encryptionsalt: { type: "string" },
            encryptedkey: { type: "string" },
            secretsprovider: { type: "string" },
            environment: {},
        },
        required: ["config"],
        additionalProperties: false,
    };
}

/** JSON Schema of what plumbline reads of `Pulumi.yaml`; all else in it is Pulumi's. */
export function projectFileSchema(): unknown {
    const keys = Object.entries(withOldNames(jsonSchemaByKey()));
    return {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: "Project of plumbline stacks",
        type: "object",
        properties: {
            name: { type: "string" },
            config: {
                description:
                    "What the stacks of the project have in common. Their own files are merged into it: maps deeply, and null takes an entry out.",
                type: "object",
                properties: Object.fromEntries(
                    keys.map(([key, schema]) => [
                        `plumbline:${key}`,
                        declaration(partial(schema, (entry) => entry)),
                    ]),
                ),
                patternProperties: { "^pulumi:": {} },
                additionalProperties: false,
            },
        },
        required: ["name", "runtime"],
    };
}

/** Below `value:`, and a text, a number, true and false or a list also by itself. */
function declaration(schema: JsonSchema): JsonSchema {
    const declared: JsonSchema = {
        type: "object",
        properties: { value: schema, description: { type: "string" } },
        required: ["value"],
        additionalProperties: false,
        ...(schema.description === undefined ? {} : { description: schema.description }),
    };
    const bare = optionsOf(schema).filter(({ type, properties, additionalProperties }) => {
        return type !== "object" && properties === undefined && additionalProperties === undefined;
    });
    return bare.length === 0 ? declared : { anyOf: [...bare, declared] };
}

/**
 * The schema of a part of a value.
 *
 * @param entryOf makes the schema of an entry in a map
 */
function partial(schema: JsonSchema, entryOf: (entry: JsonSchema) => JsonSchema): JsonSchema {
    const { required, properties, additionalProperties, anyOf, oneOf, items, ...rest } = schema;
    // An encrypted value and an entry of a list are whole.
    if (required?.includes("secure") || items !== undefined) return schema;
    const options = anyOf ?? oneOf;
    return {
        ...rest,
        ...(properties && {
            properties: Object.fromEntries(
                Object.entries(properties).map(([key, inner]) => [
                    key,
                    inner.const === undefined ? entryOf(partial(inner, entryOf)) : inner,
                ]),
            ),
        }),
        ...(additionalProperties !== undefined && {
            additionalProperties:
                typeof additionalProperties === "object"
                    ? entryOf(partial(additionalProperties, entryOf))
                    : additionalProperties,
        }),
        // Without required keys, a part may be one of several alternatives.
        ...(options && { anyOf: options.map((option) => partial(option, entryOf)) }),
    };
}

function orTakenOut(schema: JsonSchema): JsonSchema {
    if (schema.anyOf) return { ...schema, anyOf: [...schema.anyOf, NOTHING] };
    const { description, ...rest } = schema;
    return { ...(description === undefined ? {} : { description }), anyOf: [rest, NOTHING] };
}

const NOTHING: JsonSchema = { type: "null" };

function optionsOf(schema: JsonSchema): readonly JsonSchema[] {
    return schema.anyOf ?? schema.oneOf ?? [schema];
}
