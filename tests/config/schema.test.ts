import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

import { jsonSchemaByKey, projectFileSchema, stackFileSchema } from "../../config/jsonSchema";
import type { JsonSchema } from "../../config/messages/issues";
import { nearest, suggestion } from "../../model/text";
import { show } from "../../config/messages/problems";
import { SecretValue } from "../../config/values";
import { STACKS } from "../support/program";
import { ROOT } from "./fixtures";
import { placeOf, placesIn } from "./walk";

const schemas = Object.entries(jsonSchemaByKey());

const written = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, "config", name), "utf8"));
const current = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema));
/** Whether an editor that goes by a schema finds nothing wrong. */
const accepts = (schema: unknown, file: unknown): boolean =>
    z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(file).success;
const textOf = (name: string): string => readFileSync(join(ROOT, name), "utf8");

describe("the schemas of stack files and of project files", () => {
    it("are current; if not, run: npm run generate", () => {
        assert.deepEqual(written("schema.json"), current(stackFileSchema()));
        assert.deepEqual(written("projectSchema.json"), current(projectFileSchema()));
    });

    it("are referenced by every file, so that editors complete its keys", () => {
        for (const stack of STACKS) {
            const [first] = textOf(`Pulumi.${stack}.yaml`).split("\n");
            assert.equal(first, "# yaml-language-server: $schema=config/schema.json");
        }
        const [first] = textOf("Pulumi.yaml").split("\n");
        assert.equal(first, "# yaml-language-server: $schema=config/projectSchema.json");
    });

    it("accept the sample's files", () => {
        for (const stack of STACKS) {
            assert.ok(accepts(stackFileSchema(), parse(textOf(`Pulumi.${stack}.yaml`))), stack);
        }
        assert.ok(accepts(projectFileSchema(), parse(textOf("Pulumi.yaml"))));
    });

    for (const [what, config, inStack, inProject] of [
        ["a part of a map", { databases: { app: { minCapacity: 1 } } }, true, false],
        ["the same below value:", { databases: { value: { app: { minCapacity: 1 } } } }, false, true],
        ["null for an entry", { databases: { app: null } }, true, false],
        ["null for an entry below value:", { databases: { value: { app: null } } }, false, false],
        ["null for a key", { databases: null }, true, false],
        ["a text", { region: "eu-west-1" }, true, true],
        ["a text below value:", { region: { value: "eu-west-1" } }, false, true],
        ["one of two forms of a value", { email: "none" }, true, true],
        ["a wrong value", { region: "mars" }, false, false],
        ["a wrong value within a map", { network: { nat: "singel" } }, false, false],
        ["a key that does not exist", { netwrok: {} }, false, false],
        ["a default", { region: { default: "eu-west-1" } }, false, false],
    ] as const) {
        it(`know where Pulumi takes ${what}`, () => {
            const keys = Object.entries(config).map(([key, value]) => [`plumbline:${key}`, value]);
            const file = { config: Object.fromEntries(keys) as unknown };
            assert.equal(accepts(stackFileSchema(), file), inStack);
            const project = { name: "shop", runtime: "nodejs", ...file };
            assert.equal(accepts(projectFileSchema(), project), inProject);
        });
    }

    it("explains every key", () => {
        const silent = schemas.flatMap(([key, schema]) => unexplained(schema, key));
        assert.deepEqual(silent, []);
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
