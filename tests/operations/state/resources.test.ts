import assert from "node:assert/strict";

import { regionOf, resourcesOfPreview, resourcesOfState } from "../../../operations/state/resources";

const state = (resource: object) => ({
    urn: "urn:pulumi:s::p::aws:a/b:C::x",
    type: "aws:a/b:C",
    ...resource,
});

describe("the resources of", () => {
    it("a deployed state have AWS's values, and are only the stack's own", () => {
        const text = JSON.stringify({
            deployment: {
                resources: [
                    state({
                        custom: true,
                        parent: "urn:parent",
                        inputs: { a: 1, b: 1 },
                        outputs: { b: 2 },
                        dependencies: ["urn:d"],
                    }),
                    state({ urn: "urn:pulumi:s::p::aws:a/b:C::gone", delete: true }),
                    state({ urn: "urn:pulumi:s::p::aws:a/b:C::foreign", external: true }),
                ],
            },
        });
        assert.deepEqual(resourcesOfState(text, "it"), [
            {
                urn: "urn:pulumi:s::p::aws:a/b:C::x",
                type: "aws:a/b:C",
                name: "x",
                custom: true,
                parent: "urn:parent",
                props: { a: 1, b: 2 },
                dependencies: ["urn:d"],
            },
        ]);
    });

    it("a preview have the program's values, once each, without deleted ones", () => {
        const step = (op: string, name: string, inputs: object) => ({
            op,
            newState: state({
                urn: `urn:pulumi:s::p::aws:a/b:C::${name}`,
                inputs,
                outputs: { a: 0, known: 1 },
            }),
        });
        const text = JSON.stringify({
            steps: [
                step("create-replacement", "x", { a: 1 }),
                step("replace", "x", { a: 2 }),
                step("delete-replaced", "x", { a: 3 }),
                step("delete", "y", {}),
                step("same", "z", {}),
                { op: "delete" },
            ],
        });
        assert.deepEqual(
            resourcesOfPreview(text).map(({ name, props }) => ({ name, props })),
            [
                { name: "x", props: { a: 2, known: 1 } },
                { name: "z", props: { a: 0, known: 1 } },
            ],
        );
    });

    it("a failed preview are absent: its errors are reported", () => {
        const text = JSON.stringify({ diagnostics: [{ severity: "error", message: "no such thing\n" }] });
        assert.throws(() => resourcesOfPreview(text), /The preview failed:\nno such thing$/);
    });

    it("any other file are absent", () => {
        assert.throws(
            () => resourcesOfState("{}", "a.json"),
            /a\.json is not the output of `pulumi stack export`/,
        );
        assert.throws(() => resourcesOfState("nonsense", "a.json"), /a\.json is not JSON/);
    });
});

describe("the region", () => {
    const provider = (region: unknown) => ({
        urn: `urn:${String(region)}`,
        type: "pulumi:providers:aws",
        name: "p",
        props: { region },
    });

    it("is the provider's, if it is unique", () => {
        assert.equal(regionOf([provider("eu-west-1")]), "eu-west-1");
        assert.equal(regionOf([provider("eu-west-1"), provider("us-east-1")]), undefined);
        assert.equal(regionOf([provider(undefined)]), undefined);
        assert.equal(regionOf([]), undefined);
    });
});
