/** The places of a stack file, as the schema has them: `services.*.uses[]`. */
import type { JsonSchema } from "../../config/messages/issues";

/** Every place that a value can stand in. */
export function placesIn(schema: JsonSchema, place = ""): string[] {
    const here = place === "" ? [] : [place];
    const inner = (schema.anyOf ?? schema.oneOf ?? []).flatMap((option) => placesIn(option, place));
    const named = Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
        placesIn(value, place === "" ? key : `${place}.${key}`),
    );
    const any =
        typeof schema.additionalProperties === "object"
            ? placesIn(schema.additionalProperties, `${place}.*`)
            : [];
    const items = schema.items ? placesIn(schema.items, `${place}[]`) : [];
    return [...new Set([...here, ...inner, ...named, ...any, ...items])];
}

/** The place that a path of keys leads to: `["services", "web", "uses", 0]` is `services.*.uses[]`. */
export function placeOf(path: readonly (string | number)[], places: readonly string[]): string {
    return path.reduce<string>((place, part) => {
        if (typeof part === "number") return `${place}[]`;
        const named = place === "" ? part : `${place}.${part}`;
        return places.includes(named) ? named : `${place}.*`;
    }, "");
}
