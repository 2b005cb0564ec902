/** Old names of keys: they work with a warning, and not beside the new ones. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { loadSettings } from "../../config";
import { ALIASES, isAny, partsOf, withoutAliases } from "../../config/aliases";
import { jsonSchemaByKey, stackFileSchema } from "../../config/jsonSchema";
import type { JsonSchema } from "../../config/messages/issues";
import { clearEngineConfig, setEffectiveConfig } from "../support/program";
import { complaints, minimal, settingsOf } from "./fixtures";
import { placesIn } from "./walk";

const functionWith = (...on: Record<string, unknown>[]) => ({
    ...minimal,
    functions: { orders: { code: "examples/sample/functions/orders", on } },
});
const daily = (zone: Record<string, unknown>) => ({ schedule: "cron(0 6 * * ? *)", ...zone });

const OLD = functionWith(daily({ name: "noon" }), daily({ timezone: "Europe/Berlin" }));
const NEW = functionWith(daily({ name: "noon" }), daily({ timeZone: "Europe/Berlin" }));
const WARNING =
    "Pulumi.unit.yaml: plumbline:functions.orders.on[1].timezone is deprecated; rename it to plumbline:functions.orders.on[1].timeZone";

describe("the old name of a key", () => {
    it("gives the settings of the new name, and a warning with both names and the stack file", () => {
        const { warnings, ...settings } = settingsOf(OLD);
        const { warnings: none, ...expected } = settingsOf(NEW);
        assert.deepEqual(settings, expected);
        assert.deepEqual(warnings, [WARNING]);
        assert.deepEqual(none, []);
    });

    it("leaves the raw configuration as it was", () => {
        const before = structuredClone(OLD);
        settingsOf(OLD);
        assert.deepEqual(OLD, before);
    });

    it("is refused beside the new name, with both names", () => {
        const both = functionWith(daily({ timezone: "Europe/Berlin", timeZone: "UTC" }));
        assert.deepEqual(complaints(both), [
            'plumbline:functions.orders.on[0].timezone: "Europe/Berlin" is not allowed beside plumbline:functions.orders.on[0].timeZone, the new name of the same key; give the new one only',
        ]);
    });

    it("appears in messages about its value", () => {
        assert.deepEqual(complaints(functionWith(daily({ timezone: "mars time" }))), [
            'plumbline:functions.orders.on[0].timezone: "mars time" is not allowed; it must be a time zone such as "Europe/Berlin"',
        ]);
    });

    it("is unknown anywhere else", () => {
        const raw = { ...functionWith({ queue: "jobs", timezone: "UTC" }), queues: { jobs: {} } };
        assert.deepEqual(complaints(raw), [
            "plumbline:functions.orders.on[0].timezone: does not exist; known here: queue, batchSize, windowSeconds, maxConcurrency, table, startAt, retries, topic, filter, filterScope, bus, name, pattern, inputPath, maxAgeSeconds, bucket, events, prefix, suffix, schedule, timeZone, input",
        ]);
    });

    it("is a Pulumi warning when the program runs", async () => {
        await pulumi.runtime.setMocks(
            { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
            "plumbline",
            "unit",
        );
        const said: string[] = [];
        const { warn } = pulumi.log;
        const log = pulumi.log as { warn: (message: string) => Promise<void> };
        log.warn = async (message) => {
            said.push(message);
            return Promise.resolve();
        };
        setEffectiveConfig(
            Object.fromEntries(Object.entries(OLD).map(([key, value]) => [`plumbline:${key}`, value])),
        );
        try {
            await loadSettings();
        } finally {
            log.warn = warn;
            clearEngineConfig();
        }
        assert.deepEqual(said, [WARNING]);
    });
});

describe("an alias", () => {
    it("replaces a key at any depth or place, and keeps the names on the way", () => {
        const raw = { a: { x: { old: 1, other: 2 }, y: { other: 3 } }, list: [{ b: 1 }, { c: { d: 2 } }] };
        const { raw: current, renamed } = withoutAliases(raw, [
            { old: "a.*.old", now: "z.*.now" },
            { old: "list[].c.d", now: "list[].e" },
        ]);
        assert.deepEqual(current, {
            a: { x: { other: 2 }, y: { other: 3 } },
            list: [{ b: 1 }, { c: {}, e: 2 }],
            z: { x: { now: 1 } },
        });
        assert.deepEqual(renamed, [
            { old: "plumbline:a.x.old", now: "plumbline:z.x.now" },
            { old: "plumbline:list[1].c.d", now: "plumbline:list[1].e" },
        ]);
    });

    const known = Object.entries(jsonSchemaByKey()).flatMap(([key, schema]) => placesIn(schema, key));
    const { properties } = stackFileSchema() as { properties: { config: JsonSchema } };
    const inEditors = placesIn(properties.config);
    for (const { old, now } of ALIASES) {
        it(`leads from a removed key to an existing one: ${old}`, () => {
            assert.ok(known.includes(now), now);
            assert.ok(!known.includes(old), old);
            const wildcards = (path: string) => partsOf(path).filter(isAny);
            assert.deepEqual(wildcards(now), wildcards(old));
        });

        it(`is in the schema, as deprecated: ${old}`, () => {
            assert.ok(inEditors.includes(`plumbline:${old}`));
            assert.deepEqual(
                deprecated(properties.config).filter((key) => key === `plumbline:${old}`),
                [`plumbline:${old}`],
            );
        });
    }
});

/** Places that the schema marks as deprecated. */
function deprecated(schema: JsonSchema & { readonly deprecated?: boolean }, place = ""): string[] {
    const inner = (schema.anyOf ?? schema.oneOf ?? []).flatMap((option) => deprecated(option, place));
    const named = Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
        deprecated(value, place === "" ? key : `${place}.${key}`),
    );
    const any =
        typeof schema.additionalProperties === "object"
            ? deprecated(schema.additionalProperties, `${place}.*`)
            : [];
    const items = schema.items ? deprecated(schema.items, `${place}[]`) : [];
    return [...(schema.deprecated ? [place] : []), ...inner, ...named, ...any, ...items];
}
