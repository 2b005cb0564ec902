/** Every configuration key as a page of Markdown, from the schema. */
import { ALIASES } from "../../config/aliases";
import { TIERS } from "../../config/tierDefaults";
import type { JsonSchema } from "../../config/messages/issues";
import { jsonSchemaByKey, projectFileSchema, stackFileSchema } from "../../config/jsonSchema";
import { markdownTable } from "../../model/markdown";
import { type Files, GENERATED, page } from "./write";

interface Row {
    readonly key: string;
    readonly value: string;
    readonly fallback: string;
    readonly meaning: string;
}

/** The schema of stack files for editors, and the page about their keys. */
export async function generateConfiguration(): Promise<Files> {
    return [
        ["config/schema.json", `${JSON.stringify(stackFileSchema(), null, 2)}\n`],
        ["config/projectSchema.json", `${JSON.stringify(projectFileSchema(), null, 2)}\n`],
        await page("docs/reference/configuration.md", referencePage()),
    ];
}

/** A table for each top-level key. */
function referencePage(): string {
    const byTier = TIERS.map((tier) => jsonSchemaByKey(tier));
    const sections = Object.entries(byTier[0] ?? {}).map(([key, schema]) => {
        const variants = byTier.map((schemas) => schemas[key] ?? {});
        const rows = rowsBelow(key, variants);
        const own = `${typeOf(schema)}${fallbackOf(variants)}`;
        const table = rows.length > 0 ? ["", tableOf(rows)] : [];
        return [`## plumbline:${key}`, "", schema.description ?? "", "", own, ...table].join("\n");
    });
    return [
        "# Configuration keys",
        "",
        `${GENERATED} \`<name>\` stands for a name of your own, \`[]\` for an entry of a list. Where tiers differ,`,
        `defaults are given in the order ${TIERS.join(" / ")}.`,
        "",
        "What several entries share can be written once, as YAML has it: an anchor gives a value a name",
        "(`uses: &data [database/app, cache/sessions]`), and an alias stands for it (`uses: *data`). An anchor comes before",
        "its aliases; a text that begins with `*` is in quotes.",
        "",
        sections.join("\n\n"),
        "",
        "## Renamed keys",
        "",
        "The old names still work, with a warning.",
        "",
        markdownTable(
            ["old", "new"],
            ALIASES.map(({ old, now }) => [old, now].map((path) => `\`${path.replaceAll("*", "<name>")}\``)),
        ),
        "",
    ].join("\n");
}

function tableOf(rows: readonly Row[]): string {
    return markdownTable(
        ["key", "value", "default", "meaning"],
        rows.map(({ key, value, fallback, meaning }) => [`\`${key}\``, value, fallback, meaning]),
    );
}

/** Rows of everything below a place; `variants` is the place's schema in each tier. */
function rowsBelow(path: string, variants: readonly JsonSchema[]): Row[] {
    const [schema = {}] = variants;
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (alternatives) {
        const rows = alternatives.flatMap((_, index) =>
            rowsBelow(
                path,
                variants.map((variant) => (variant.anyOf ?? variant.oneOf)?.[index] ?? {}),
            ),
        );
        return merged(rows);
    }
    const inMap = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
    const members = [
        ...Object.entries(schema.properties ?? {}).map(([key, property]) => ({
            at: `${path}.${key}`,
            property,
            isRequired: schema.required?.includes(key) === true,
            inner: variants.map((variant) => variant.properties?.[key] ?? {}),
        })),
        ...(inMap === undefined ? [] : [any(`${path}.<name>`, inMap, variants, "additionalProperties")]),
        ...(schema.items === undefined ? [] : [any(`${path}[]`, schema.items, variants, "items")]),
    ];
    return members.flatMap(({ at, property, isRequired, inner }) => {
        const row = {
            key: at,
            value: typeOf(property),
            fallback: defaultOf(inner) ?? (isRequired ? "required" : ""),
            meaning:
                property.description ??
                (at.endsWith("[]")
                    ? "An entry of the list."
                    : at.endsWith(">")
                      ? "An entry of the map."
                      : ""),
        };
        return [row, ...rowsBelow(at, inner)];
    });
}

/** An entry of a map or a list. */
function any(
    at: string,
    property: JsonSchema,
    variants: readonly JsonSchema[],
    part: "additionalProperties" | "items",
): { at: string; property: JsonSchema; isRequired: boolean; inner: JsonSchema[] } {
    const inner = variants.map((variant) => {
        const below = variant[part];
        return typeof below === "object" ? below : {};
    });
    return { at, property, isRequired: false, inner };
}

/** A key that several alternatives have is one row, with the values of all of them. */
function merged(rows: readonly Row[]): Row[] {
    const byKey = new Map<string, Row>();
    const both = (first: string, second: string, between: string): string =>
        first.split(between).includes(second) ? first : `${first}${between}${second}`;
    for (const row of rows) {
        const known = byKey.get(row.key);
        const merger = known && {
            key: row.key,
            value: both(known.value, row.value, " or "),
            fallback: both(known.fallback || "none", row.fallback || "none", ", or "),
            meaning: both(known.meaning, row.meaning, " Or: "),
        };
        byKey.set(row.key, merger?.fallback === "none" ? { ...merger, fallback: "" } : (merger ?? row));
    }
    return [...byKey.values()];
}

function typeOf(schema: JsonSchema): string {
    const { anyOf, oneOf, minimum, maximum } = schema;
    if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
    if (schema.const !== undefined) return `\`${String(schema.const)}\``;
    if (anyOf ?? oneOf) return [...new Set((anyOf ?? oneOf ?? []).map(typeOf))].join(" or ");
    if (schema.type === "array") return `list of ${plural(schema.items ?? {})}`;
    if (schema.type === "object") return "map";
    const limits =
        minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
            ? ` ${minimum} to ${maximum}`
            : "";
    return `${{ string: "text", boolean: "true or false", integer: "number", number: "number" }[schema.type ?? ""] ?? "any"}${limits}`;
}

function plural(schema: JsonSchema): string {
    return typeOf(schema) === "map" ? "maps" : typeOf(schema);
}

function fallbackOf(variants: readonly JsonSchema[]): string {
    const fallback = defaultOf(variants);
    return fallback === undefined ? "" : `; default ${fallback}`;
}

/** The default, once if all tiers agree; undefined if there is none. */
function defaultOf(variants: readonly JsonSchema[]): string | undefined {
    if (variants.every((variant) => variant.default === undefined)) return undefined;
    const texts = variants.map(({ default: value }) => `\`${JSON.stringify(value)}\``);
    return new Set(texts).size === 1 ? texts[0] : texts.join(" / ");
}
