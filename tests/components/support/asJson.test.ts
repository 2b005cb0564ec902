import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { asJson } from "../../../components/support/asJson";
import { resolve } from "../../support/resolve";

const valueOf = async (value: unknown) => JSON.parse(await resolve(asJson(value))) as unknown;

describe("asJson", () => {
    it("returns the JSON of a value with its keys in order, without undefined members", async () => {
        const text = await resolve(asJson({ b: [1, { c: undefined, d: null }], a: "x" }));
        assert.equal(text, '{"b":[1,{"d":null}],"a":"x"}');
    });

    it("resolves outputs at any depth, the same one in several places too", async () => {
        const name = pulumi.output("orders");
        const value = { name, list: [["FunctionName", name], pulumi.output({ deep: [1] })] };
        assert.deepEqual(await valueOf(value), {
            name: "orders",
            list: [["FunctionName", "orders"], { deep: [1] }],
        });
    });

    it("distinguishes an output's undefined value from a missing one", async () => {
        assert.deepEqual(await valueOf({ none: pulumi.output(undefined), last: pulumi.output("x") }), {
            last: "x",
        });
    });

    it("is secret if any part is", async () => {
        const json = asJson({ open: pulumi.output("x"), list: [pulumi.secret("y")] });
        assert.equal(await (json as unknown as { isSecret: Promise<boolean> }).isSecret, true);
        const open = asJson({ open: pulumi.output("x") });
        assert.equal(await (open as unknown as { isSecret: Promise<boolean> }).isSecret, false);
    });
});
