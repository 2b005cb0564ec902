import assert from "node:assert/strict";

import { Parameter, type ParameterArgs } from "../../../components/parameter";
import { SecretValue } from "../../../config/values";
import { PLACEHOLDER } from "../../../model/placeholder";
import { base, KEY } from "../../support/fixtures";
import { record } from "../../support/recorder";
import { resolve } from "../../support/resolve";

const parameter = async (args: Partial<ParameterArgs>) =>
    await record(() => new Parameter("rates", { ...base, keyArn: KEY, name: "/shop/rates", ...args }));

describe("Parameter", () => {
    it("holds a placeholder, encrypted with the given key, until it is filled by hand", async () => {
        const { graph, made } = await parameter({ description: "Rates" });
        assert.deepEqual(graph.counts(), { Parameter: 1, "ssm.Parameter": 1 });
        const { inputs, ignoreChanges, protect } = graph.one("ssm.Parameter");
        assert.deepEqual(inputs, {
            name: "/shop/rates",
            type: "SecureString",
            keyId: KEY,
            description: "Rates",
            value: PLACEHOLDER,
        });
        // Whatever is written is written with the value that the program knows: the placeholder.
        assert.deepEqual(ignoreChanges, ["value", "description", "type", "keyId"]);
        assert.equal(protect, true);
        assert.deepEqual(
            made.delegations.map(({ path, by }) => `${path} by ${by}`),
            ["value", "insecureValue", "version", "description", "type", "keyId"].map(
                (path) => `${path} by hand`,
            ),
        );
        const unprotected = await parameter({ protect: false });
        assert.equal(unprotected.graph.one("ssm.Parameter").protect, false);
    });

    it("holds a given text or list, as its type says", async () => {
        const text = (await parameter({ type: "String", value: "0.19" })).graph.one("ssm.Parameter");
        assert.deepEqual(text.inputs, { name: "/shop/rates", type: "String", value: "0.19" });
        assert.deepEqual(text.ignoreChanges, []);
        const list = await parameter({ type: "StringList", value: ["a", "b"] });
        assert.equal(list.graph.inputs("ssm.Parameter")["value"], "a,b");
        assert.deepEqual(list.made.delegations, []);
    });

    it("marks an encrypted value as secret", async () => {
        const { graph } = await parameter({ value: new SecretValue("sesame") });
        const { inputs, secretPaths } = graph.one("ssm.Parameter");
        assert.equal(inputs["value"], "sesame");
        assert.deepEqual(secretPaths, ["value"]);
    });

    it("links by its path, and lets read it and nothing else", async () => {
        const { made } = await parameter({});
        assert.deepEqual(await resolve(made.link()), {
            environment: { PARAMETER_RATES_NAME: "/shop/rates" },
            statements: [
                {
                    actions: ["ssm:GetParameter"],
                    resources: ["arn:aws:ssm:eu-west-1:111122223333:parameter/rates"],
                },
                {
                    actions: ["kms:Decrypt"],
                    resources: [KEY],
                    conditions: { StringEquals: { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" } },
                },
            ],
        });
        const plain = await parameter({ type: "String", value: "1" });
        assert.equal((await resolve(plain.made.link())).statements?.length, 1);
    });
});
