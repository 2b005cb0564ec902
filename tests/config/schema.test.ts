import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { jsonSchemaByKey, stackFileSchema } from "../../config/jsonSchema";
import type { JsonSchema } from "../../config/messages/issues";
import { nearest, suggestion } from "../../model/text";
import { show } from "../../config/messages/problems";
import { SecretValue } from "../../config/values";
import { ROOT } from "./fixtures";
import { placeOf, placesIn } from "./walk";

const schemas = Object.entries(jsonSchemaByKey());

describe("config/schema.json", () => {
    it("is current; if not, run: npm run generate", () => {
        const written = JSON.parse(readFileSync(join(ROOT, "config", "schema.json"), "utf8")) as unknown;
        assert.deepEqual(written, JSON.parse(JSON.stringify(stackFileSchema())));
    });

    it("is referenced by every stack file, so that editors complete its keys", () => {
        for (const stack of ["local", "dev", "staging", "prod"]) {
            const [first] = readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8").split("\n");
            assert.equal(first, "# yaml-language-server: $schema=config/schema.json");
        }
    });

    it("explains every key", () => {
        const silent = schemas.flatMap(([key, schema]) => unexplained(schema, key));
        assert.deepEqual(silent, []);
    });

    it("requires the keys without a default", () => {
        const { properties } = stackFileSchema() as { properties: { config: { required: string[] } } };
        assert.deepEqual(
            properties.config.required,
            ["tier", "region", "accountId", "owner", "costCenter"].map((key) => `plumbline:${key}`),
        );
    });
});

/** Keys, not names, without a description. */
function unexplained(schema: JsonSchema, place: string): string[] {
    const options = schema.anyOf ?? schema.oneOf ?? [];
    const named = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
        ...(value.description === undefined && value.const === undefined && key !== "secure"
            ? [`${place}.${key}`]
            : []),
        ...unexplained(value, `${place}.${key}`),
    ]);
    const any = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
    return [
        ...named,
        ...options.flatMap((option) => unexplained(option, place)),
        ...(any ? unexplained(any, `${place}.*`) : []),
        ...(schema.items ? unexplained(schema.items, `${place}[]`) : []),
    ];
}

describe("paths in the schema", () => {
    const places = placesIn(
        {
            properties: {
                a: { items: { type: "string" } },
                b: { additionalProperties: { properties: { c: {} } } },
            },
            anyOf: [{ type: "string" }, { properties: { d: {} } }],
        },
        "top",
    );

    it("are complete, through maps, lists and alternatives", () => {
        assert.deepEqual(places.sort(), [
            "top",
            "top.a",
            "top.a[]",
            "top.b",
            "top.b.*",
            "top.b.*.c",
            "top.d",
        ]);
    });

    it("are found by the path to them", () => {
        assert.equal(placeOf(["top", "a", 3], places), "top.a[]");
        assert.equal(placeOf(["top", "b", "mine", "c"], places), "top.b.*.c");
    });
});

describe("value types in messages", () => {
    it("are short, and contain no secret", () => {
        assert.equal(show("x".repeat(100)).length, 78);
        assert.equal(show(new SecretValue("sesame")), "an encrypted value");
        assert.equal(show([]), "an empty list");
        assert.equal(show(["sesame"]), "a list");
        assert.equal(show({ sesame: 1 }), "a map");
        assert.equal(show(1.5), "1.5");
        assert.equal(show(undefined), "undefined");
    });

    it("suggest the nearest name", () => {
        assert.equal(nearest("singel", ["none", "single", "perZone"]), "single");
        assert.equal(nearest("PERZONE", ["none", "single", "perZone"]), "perZone");
        assert.equal(nearest("something-else", ["none", "single", "perZone"]), undefined);
        assert.equal(suggestion("single", ["single"]), "");
        assert.equal(suggestion(5, ["single"]), "");
        assert.equal(suggestion("prd", ["prod"]), '; did you mean "prod"?');
    });
});
