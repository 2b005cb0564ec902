import assert from "node:assert/strict";

import { jsonSchemaByKey } from "../../config/jsonSchema";
import { problemsOf as problemsOfKey } from "../../config/messages/issues";
import { schemaByKey } from "../../config/schema";
import { defaults } from "../../config/tierDefaults";
import { ConfigurationError, keyPath, show } from "../../config/messages/problems";
import { changed, complaints, complete, minimal, problemsOf, settingsOf } from "./fixtures";
import { type WrongValue, wrongValues } from "./generated";
import { isSaid, keysOf, type Mistake } from "./mistakes/mistake";
import { stackMistakes } from "./mistakes/stack";
import { thingsMistakes } from "./mistakes/things";
import { workloadsMistakes } from "./mistakes/workloads";
import { placeOf, placesIn } from "./walk";

const MISTAKES: readonly Mistake[] = [...stackMistakes, ...thingsMistakes, ...workloadsMistakes];
const schemas = Object.entries(jsonSchemaByKey());
const PLACES = schemas.flatMap(([key, schema]) => placesIn(schema, key));

function valueAt(path: readonly (string | number)[]): unknown {
    return path.reduce<unknown>(
        (value, part) => (value as Record<string | number, unknown> | undefined)?.[part],
        complete,
    );
}

/** A valid name where the schema accepts several kinds of names, if there is none yet. */
const ANY_NAME = ["any", "ANY", "GET /any", "/any", "404"];

const GENERATED = schemas.flatMap(([key, schema]) =>
    wrongValues(key, schema, (path) => [
        ...Object.keys((valueAt(path) as Record<string, unknown> | undefined) ?? {}),
        ...ANY_NAME,
    ]),
);

/** Whether a wrong value is complained of where it stands. */
function isFound({ path, value }: WrongValue): boolean {
    const found = problemsOf(changed(complete, path, value)).filter(({ key }) => key === keyPath(path));
    return found.some(
        ({ message }) =>
            message.startsWith(`${show(value)} is not allowed; it must be`) ||
            message.startsWith("is or holds an encrypted value") ||
            (path[0] === "secrets" && message.startsWith("plain text is not allowed; it must be")),
    );
}

describe("a mistake in the configuration", () => {
    it("is absent from the base file of all mistakes", () => {
        assert.deepEqual(complaints(complete), []);
        assert.deepEqual(complaints(minimal), []);
    });

    for (const [path, value, message] of MISTAKES) {
        const keys = keysOf(path);
        it(`${keyPath(keys)}: ${message}`, () => {
            const found = complaints(changed(complete, keys, value));
            assert.equal(found.length, 1, found.join("\n"));
            const expected = `${keyPath(keys)}: ${message}`;
            assert.ok(isSaid(found[0]!, expected), `${found[0]}\n is not\n${expected}`);
        });
    }

    it("is listed for every key", () => {
        const named = new Set(MISTAKES.map(([path]) => placeOf(keysOf(path), PLACES)));
        const untested = PLACES.filter(
            (place) =>
                // Pulumi's wrapper of encrypted values; see stackFile.test.ts.
                !/^(secrets|parameters)\.\*\.value\.secure$/.test(place) &&
                !named.has(place) &&
                !GENERATED.some((wrong) => wrong.place === place && isFound(wrong)),
        );
        assert.deepEqual(untested, [], "these keys need a mistake in tests/config/mistakes/");
    });

    it("is no longer listed after its key is removed", () => {
        const stale = MISTAKES.filter(([path, , message]) => {
            const isExtra = /does not exist; known|the name .* is not allowed|encrypted value/.test(message);
            return !isExtra && !PLACES.includes(placeOf(keysOf(path), PLACES));
        });
        assert.deepEqual(stale, []);
    });
});

describe("the sentence of a mistake", () => {
    /** Texts, numbers and lists that hardly any key takes. */
    const ODD: readonly unknown[] = ["§ ~", "x".repeat(3000), -1, [], {}];
    /** "must have" is followed by a thing, and "it must be" by what is allowed: neither by a second sentence. */
    const BROKEN =
        /must (have|be) \w+( \w+)? (needs|takes|goes|comes|must|has|is|are|have)\b|\b(Invalid|Too small|Too big|Unrecognized|expected|received|undefined|NaN)\b|must (have|be)( be| have)? *$/;

    it("is one, whatever the value", function () {
        this.timeout(120_000);
        // Each key by itself: the whole file would take minutes.
        const parsers = schemaByKey(defaults.dev);
        const json = jsonSchemaByKey();
        const places = [...new Map(GENERATED.map((wrong) => [wrong.path.join("."), wrong.path])).values()];
        const broken = places.flatMap(([key = "", ...path]) =>
            ODD.flatMap((odd) => {
                const top = String(key);
                const value = changed({ at: complete[top] ?? {} }, ["at", ...path], odd)["at"];
                const { error } = parsers[top as keyof typeof parsers].safeParse(value);
                return problemsOfKey(top, error?.issues ?? [], value, json[top] ?? {}).map(
                    ({ message }) => message,
                );
            }),
        );
        assert.ok(broken.length > 1000);
        assert.deepEqual([...new Set(broken.filter((message) => BROKEN.test(message)))], []);
    });

    const WHOLE: readonly [path: string, value: unknown, message: string][] = [
        [
            "secrets.session",
            { rotateDays: 30 },
            "must have generate with rotateDays: only random values can be made anew",
        ],
        [
            "secrets.session",
            { parameter: "/a" },
            "must have generate or value with parameter, which holds that value",
        ],
        [
            "budget.anomalies",
            { mode: "adopt" },
            "must have monitorArn with mode adopt, and with no other mode",
        ],
        ["security", { trail: "adopt" }, "must have trailArn if the trail is adopted, and only then"],
        ["directories.customers.signIn", {}, "must have either subdomain or prefix"],
        [
            "buckets.uploads.transitions",
            [{ afterDays: 1000, to: "GLACIER" }],
            "must have afterDays below expireDays in each entry",
        ],
    ];
    for (const [path, value, message] of WHOLE) {
        it(`of a map or list says what is missing: ${path}`, () => {
            const found = complaints(changed(complete, keysOf(path), value));
            assert.ok(found.includes(`${keyPath(keysOf(path))}: ${message}`), found.join("\n"));
        });
    }

    it("of a value within one has that value's key", () => {
        const raw = changed(complete, keysOf("buckets.uploads.transitions"), [
            { afterDays: 10, to: "STANDARD_IA" },
        ]);
        assert.deepEqual(complaints(raw), [
            "plumbline:buckets.uploads.transitions[0].afterDays: 10 is not allowed; it must be at least 30 with STANDARD_IA, which takes objects of that age",
        ]);
        const locked = changed(complete, keysOf("buckets.uploads.lock"), { days: 1 });
        assert.deepEqual(complaints(locked), [
            "plumbline:buckets.uploads.versioned: false is not allowed; it must be true with lock, which locks versions of objects",
        ]);
    });
});

describe("several mistakes", () => {
    it("are all reported at once: unknown keys, wrong values, and keys that conflict", () => {
        const raw = {
            ...minimal,
            ownr: "me",
            "aws:region": "eu-west-1",
            ":tier": "dev",
            region: "nowhere",
            network: { cidr: "8.8.0.0/4", zones: ["a"], nat: "singel" },
            databases: { app: { engine: "postgres", version: "9" } },
        };
        assert.deepEqual(complaints(raw), [
            `plumbline:ownr: does not exist; known keys are ${schemas.map(([key]) => key).join(", ")}; did you mean "owner"?`,
            "aws:region: has no effect here: use plumbline:region",
            "tier: has no namespace; write it plumbline:tier",
            'plumbline:region: "nowhere" is not allowed; it must be an AWS region such as "eu-west-1"',
            'plumbline:network.cidr: "8.8.0.0/4" does not start its block; use 0.0.0.0/4',
            'plumbline:network.cidr: "8.8.0.0/4" is not allowed; it must be private addresses: a block in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
            "plumbline:network.zones: must have at least 2 zones",
            'plumbline:network.nat: "singel" is not allowed; it must be one of none, instance, single, perZone; did you mean "single"?',
            'plumbline:databases.app.version: "9" is not allowed for postgres; it must be "14" to "19"',
        ]);
    });

    it("are one error whose message has a line for each, and their number", () => {
        assert.throws(
            () => settingsOf({ ...minimal, region: "x", owner: "" }),
            (error) => {
                assert.ok(error instanceof ConfigurationError);
                const [first, ...lines] = error.message.split("\n");
                assert.equal(first, 'The configuration of stack "unit" has 2 problems:');
                assert.equal(lines.length, 2);
                assert.ok(lines.every((line) => line.startsWith("  plumbline:")));
                return true;
            },
        );
        assert.throws(() => settingsOf({ ...minimal, region: "x" }), /has 1 problem:\n/);
    });
});

describe("secrets", () => {
    const PLAIN = "hunter2-in-plain";
    const places: [string, unknown][] = [
        ["secrets", PLAIN],
        ["secrets.payment", PLAIN],
        ["secrets.payment.value", PLAIN],
        ["secrets.payment.value", [PLAIN]],
        ["secrets.payment.value", { secret: PLAIN }],
        ["secrets.payment.description", [PLAIN]],
        ["secrets.session.generate", PLAIN],
        ["secrets.payment.valeu", PLAIN],
    ];
    for (const [path, value] of places) {
        it(`are not shown, even in plain and at the wrong key: ${path} as ${show(value)}`, () => {
            const found = complaints(changed(complete, keysOf(path), value));
            assert.ok(found.length > 0);
            assert.ok(!found.join().includes(PLAIN), found.join("\n"));
        });
    }
});
