import assert from "node:assert/strict";

import { unknownCheckingProxy, UnknownValueError } from "@pulumi/policy";

import { kindOf, SILENT, View } from "../../../../policy-pack/core/reading/view";
import { UNKNOWN } from "../../support/engine";

/** A view, and its reports so far. */
function viewOf(props: Readonly<Record<string, unknown>>, path = "") {
    const reported: string[] = [];
    const sink = {
        violation: (at: string, problem: string) => reported.push(`${at} ${problem}`),
        unknown: (at: string) => reported.push(`${at} unknown`),
    };
    return { view: new View(unknownCheckingProxy(props), sink, path), reported };
}

/** Asserts the value of a read, and its reports. */
function reads<T>(
    props: Readonly<Record<string, unknown>>,
    read: (view: View) => T,
    expected: T,
    ...reports: readonly string[]
) {
    const { view, reported } = viewOf(props);
    assert.deepEqual(read(view), expected);
    assert.deepEqual(reported, reports);
}

describe("A view", () => {
    it("is tested with the SDK's own proxy", () => {
        const props = unknownCheckingProxy({ a: UNKNOWN }) as Record<string, unknown>;
        assert.throws(() => props["a"], UnknownValueError);
    });

    it("reads booleans, also as words", () => {
        for (const [value, expected] of [
            [true, true],
            ["true", true],
            [false, false],
            ["false", false],
        ] as const)
            reads({ a: value }, (view) => view.boolean("a", !expected), expected);
        for (const value of ["yes", "True", "", 1, [], {}])
            reads(
                { a: value },
                (view) => view.boolean("a", false),
                undefined,
                `a is ${kindOf(value)} where a boolean is expected`,
            );
    });

    it("reads numbers, also as words", () => {
        for (const [value, expected] of [
            [0, 0],
            ["30", 30],
            ["-1", -1],
            [1.5, 1.5],
        ] as const)
            reads({ a: value }, (view) => view.number("a", 9), expected);
        for (const value of ["", " ", "long", "30d", true, []])
            reads(
                { a: value },
                (view) => view.number("a", 9),
                undefined,
                `a is ${kindOf(value)} where a number is expected`,
            );
    });

    it("reads strings, and words in lower case", () => {
        reads({ a: "Enabled" }, (view) => view.string("a", ""), "Enabled");
        reads({ a: "Enabled" }, (view) => view.word("a", ""), "enabled");
        reads({ a: "" }, (view) => view.string("a", "x"), "");
        reads(
            { a: 7 },
            (view) => view.string("a", ""),
            undefined,
            "a is a number where a string is expected",
        );
        reads({ a: 7 }, (view) => view.word("a", ""), undefined, "a is a number where a string is expected");
    });

    it("returns AWS's default if a property is absent or null, at any depth", () => {
        for (const props of [{}, { a: null }, { a: { b: null } }, { a: [] }]) {
            reads(props, (view) => view.boolean("a.b", true), true);
            reads(props, (view) => view.number("a.b", 7), 7);
            reads(props, (view) => view.string("a.b", "x"), "x");
            reads(props, (view) => view.json("a.b"), null);
            reads(props, (view) => view.strings("a.b"), []);
            reads(props, (view) => view.items("a.b"), []);
            reads(props, (view) => view.child("a.b") ?? null, null);
            reads(props, (view) => view.isSet("a.b"), false);
        }
    });

    it("reports unknown values, by their path", () => {
        reads({ a: UNKNOWN }, (view) => view.boolean("a", true), undefined, "a unknown");
        reads({ a: { b: UNKNOWN } }, (view) => view.string("a.b", ""), undefined, "a.b unknown");
        // Each part of an unknown value is unknown.
        reads({ a: UNKNOWN }, (view) => view.number("a.b.c", 0), undefined, "a unknown");
        reads({ a: [{ b: UNKNOWN }] }, (view) => view.string("a.0.b", ""), undefined, "a[0].b unknown");
        reads({ a: UNKNOWN }, (view) => view.items("a"), [], "a unknown");
        reads({ a: UNKNOWN }, (view) => view.child("a"), undefined, "a unknown");
    });

    it("reports another value in place of an object", () => {
        reads(
            { a: "x" },
            (view) => view.string("a.b", ""),
            undefined,
            "a is a string where an object is expected",
        );
        reads({ a: 7 }, (view) => view.child("a"), undefined, "a is a number where an object is expected");
        reads({ a: [7] }, (view) => view.items("a"), [], "a[0] is a number where an object is expected");
        reads({ a: 7 }, (view) => view.items("a"), [], "a is a number where a list is expected");
    });

    it("returns whether a value is set: an unknown one is, an empty one is not", () => {
        for (const value of ["x", 0, false, {}, [0], UNKNOWN])
            reads({ a: value }, (view) => view.isSet("a"), true);
        for (const value of ["", [], null]) reads({ a: value }, (view) => view.isSet("a"), false);
        reads({ a: "x" }, (view) => view.isSet("a.b"), false);
    });

    it("records unknown values that count as set", () => {
        const noted: string[] = [];
        const props = unknownCheckingProxy({ a: [UNKNOWN], b: UNKNOWN });
        const view = new View(props, { ...SILENT, presumed: (path) => noted.push(path) });
        for (const path of ["a.0", "a", "b", "b.c"]) assert.ok(view.isSet(path), path);
        assert.deepEqual(noted, ["a[0]", "b"]);
    });

    it("reports a part of an unknown value, whose presence is unknown", () => {
        reads({ a: UNKNOWN }, (view) => view.isSet("a.b"), true, "a unknown");
        reads({ a: [UNKNOWN] }, (view) => view.isSet("a.0.b"), true, "a[0] unknown");
        reads({ a: [UNKNOWN] }, (view) => view.isSet("a.0"), true);
    });

    it("returns whether a value is unknown, and reports nothing", () => {
        reads({ a: UNKNOWN }, (view) => [view.isUnknown("a"), view.isUnknown("a.b")], [true, true]);
        reads({ a: { b: "x" } }, (view) => [view.isUnknown("a.b"), view.isUnknown("c")], [false, false]);
    });

    it("reads lists by element, even with unknown or wrong elements", () => {
        const list = ["x", UNKNOWN, 7, null];
        reads(
            { a: list },
            (view) => view.strings("a"),
            ["x", ""],
            "a[1] unknown",
            "a[2] is a number where a string is expected",
        );
        reads(
            { a: [1, "2", "x"] },
            (view) => view.numbers("a"),
            [1, 2],
            "a[2] is a string where a number is expected",
        );
    });

    it("reads a single value as a list of one, and a list of one as a single value", () => {
        for (const rule of [{ port: 22 }, [{ port: 22 }]]) {
            reads({ rule }, (view) => view.items("rule").map((item) => item.number("port", 0)), [22]);
            reads({ rule }, (view) => view.number("rule.port", 0), 22);
        }
    });

    it("formats paths as in code, of nested values too", () => {
        const { view, reported } = viewOf({ a: { b: [{ c: [{ d: 7 }] }] } });
        const [item] = view.child("a")?.items("b") ?? [];
        item?.items("c")[0]?.string("d", "");
        item?.fail("c.0.d", "is wrong");
        view.fail("a.b.0", "is wrong");
        assert.deepEqual(reported, [
            "a.b[0].c[0].d is a number where a string is expected",
            "a.b[0].c[0].d is wrong",
            "a.b[0] is wrong",
        ]);
        const provider = viewOf({ region: UNKNOWN }, "provider");
        provider.view.string("region", "");
        assert.deepEqual(provider.reported, ["provider.region unknown"]);
    });

    it("lists present properties, known or not", () => {
        const { view, reported } = viewOf({ a: "x", b: UNKNOWN, c: null, d: undefined, "e.f": "" });
        assert.deepEqual(view.keys(), ["a", "b", "e.f"]);
        assert.deepEqual(reported, []);
        assert.deepEqual(new View("text", SILENT).keys(), []);
    });

    it("reads JSON, as text or as an object", () => {
        for (const a of ['{"b":[1]}', { b: [1] }]) reads({ a }, (view) => view.json("a"), { b: [1] });
        reads({ a: "[]" }, (view) => view.json("a"), []);
        reads({ a: "" }, (view) => view.json("a"), null);
        for (const value of ["none", "{", "null"])
            reads({ a: value }, (view) => view.json("a"), undefined, "a is a string where JSON is expected");
        reads({ a: 7 }, (view) => view.json("a"), undefined, "a is a number where JSON is expected");
    });

    it("reports partly unknown JSON, once and as a whole", () => {
        reads({ a: { b: { c: [UNKNOWN, UNKNOWN] } } }, (view) => view.json("a"), undefined, "a unknown");
    });

    it("never shows a value", () => {
        const { view, reported } = viewOf({ a: "hunter2", b: { hunter2: "hunter2" }, c: ["hunter2"] });
        view.boolean("a", true);
        view.number("a", 0);
        view.json("a");
        view.string("a.b", "");
        view.string("b", "");
        view.string("c", "");
        assert.equal(reported.length, 6);
        assert.ok(!reported.join().includes("hunter2"), reported.join("\n"));
    });

    it("passes other errors on", () => {
        const broken = Object.defineProperty({}, "a", {
            enumerable: true,
            get() {
                throw new RangeError("a mistake");
            },
        });
        const view = new View(broken, SILENT);
        assert.throws(() => view.string("a", ""), RangeError);
        assert.throws(() => view.keys(), RangeError);
        assert.throws(() => new View({ b: broken }, SILENT).json("b"), RangeError);
    });

    it("names the kinds of values", () => {
        assert.deepEqual([null, undefined, [], {}, "x", 7, true].map(kindOf), [
            "nothing",
            "nothing",
            "a list",
            "an object",
            "a string",
            "a number",
            "a boolean",
        ]);
    });
});
