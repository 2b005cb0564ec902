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

/** The required keys of a stack file. */
function requiredKeys(): string[] {
    return Object.entries(schemaByKey(defaults.dev)).flatMap(([key, schema]) =>
        schema.safeParse(undefined).success ? [] : [key],
    );
}

/** The schema with the old names of keys as well, marked as deprecated: editors cross them out. */
function withOldNames(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
    const copy = structuredClone(schemas) as Record<string, JsonSchema>;
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

/** JSON Schema of a whole `Pulumi.<stack>.yaml`. */
export function stackFileSchema(): unknown {
    const keys = Object.entries(withOldNames(jsonSchemaByKey()));
    return {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        title: "Configuration of a plumbline stack",
        type: "object",
        properties: {
            config: {
                type: "object",
                properties: Object.fromEntries(keys.map(([key, schema]) => [`plumbline:${key}`, schema])),
                required: requiredKeys().map((key) => `plumbline:${key}`),
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
