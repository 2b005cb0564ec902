import assert from "node:assert/strict";

import { Secret, type SecretArgs } from "../../../components/secret/secret";
import { SecretValue } from "../../../config/values";
import { base, KEY } from "../../support/fixtures";
import { GENERATED_SECRET } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { resolve } from "../../support/resolve";

const secret = async (args: Partial<SecretArgs>) =>
    await record(() => new Secret("payment-key", { ...base, keyArn: KEY, ...args }));
const ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:payment-key-AbCdEf";

describe("Secret", () => {
    const recording = recordOnce(
        () => new Secret("payment-key", { ...base, keyArn: KEY, description: "Pays" }),
    );

    it("is created empty, encrypted with the given key, if no value is given", () => {
        const { graph } = recording();
        assert.deepEqual(graph.counts(), {
            Secret: 1,
            "secretsmanager.Secret": 1,
            "secretsmanager.SecretPolicy": 1,
        });
        assert.deepEqual(graph.inputs("secretsmanager.Secret"), {
            description: "Pays",
            kmsKeyId: KEY,
            recoveryWindowInDays: 30,
        });
        assert.equal(graph.one("secretsmanager.Secret").protect, true);
    });

    it("is deleted at once when unprotected, and needs no description", async () => {
        const { graph } = await secret({ protect: false, description: "" });
        assert.deepEqual(graph.inputs("secretsmanager.Secret"), { kmsKeyId: KEY, recoveryWindowInDays: 0 });
        assert.equal(graph.one("secretsmanager.Secret").protect, false);
    });

    it("has a name of its own where others rely on it", async () => {
        const { graph } = await secret({ name: "/meals/production/payment" });
        assert.equal(graph.inputs("secretsmanager.Secret")["name"], "/meals/production/payment");
    });

    it("keeps the values that a function gives it, and lets containers read them anew", async () => {
        const { graph, made } = await secret({ value: new SecretValue("sesame"), rotatesElsewhere: true });
        assert.deepEqual(graph.one("secretsmanager.SecretVersion").ignoreChanges, [
            "secretString",
            "versionStages",
        ]);
        assert.equal(made.delegations.length, 3);
        assert.deepEqual(await resolve(made.link()), {
            secrets: { SECRET_PAYMENT_KEY: { arn: ARN, keyArn: KEY, rotates: true } },
        });
    });

    it("stores a given value, marked as secret", async () => {
        const { graph } = await secret({ value: new SecretValue("sesame") });
        const version = graph.one("secretsmanager.SecretVersion");
        assert.deepEqual(version.inputs, { secretId: "secret-payment-key", secretString: "sesame" });
        assert.deepEqual(version.secretPaths, ["secretString"]);
        assert.equal(graph.all("random.RandomPassword").length, 0);
    });

    it("generates a random value, marked as secret", async () => {
        const { graph } = await secret({ generate: 48 });
        assert.deepEqual(graph.inputs("random.RandomPassword"), { length: 48, special: false });
        const version = graph.one("secretsmanager.SecretVersion");
        assert.equal(version.inputs["secretString"], GENERATED_SECRET);
        assert.deepEqual(version.secretPaths, ["secretString"]);
    });

    it("stores its value in an encrypted parameter too, marked as secret", async () => {
        const { graph } = await secret({ generate: 48, parameter: "/shop/payment" });
        const { inputs, secretPaths } = graph.one("ssm.Parameter");
        assert.deepEqual(inputs, {
            name: "/shop/payment",
            type: "SecureString",
            keyId: KEY,
            value: GENERATED_SECRET,
        });
        assert.deepEqual(secretPaths, ["value"]);
    });

    it("links by its ARN, never by its value", async () => {
        const { made } = await secret({ value: new SecretValue("sesame") });
        const link = await resolve(made.link());
        assert.deepEqual(link, { secrets: { SECRET_PAYMENT_KEY: { arn: ARN, keyArn: KEY } } });
        assert.doesNotMatch(JSON.stringify(link), /sesame/);
    });

    it("registers its ARN and nothing else", () => {
        assert.deepEqual(recording().graph.one("Secret").outputs, { secretArn: ARN });
    });
});
