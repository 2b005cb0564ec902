import assert from "node:assert/strict";

import { minimal, ROOT } from "./fixtures";
import { validate } from "../../config/validate";

describe("the sender of user directories", () => {
    const warnings = (tier: string, more: Readonly<Record<string, unknown>>) =>
        validate(
            { ...minimal, tier, directories: { people: { selfSignUp: true } }, ...more },
            "shop",
            ROOT,
            "plumbline",
        ).warnings;
    const email = { identity: "shop.example.com", from: "no-reply@shop.example.com" };

    it("is missed where the public registers in production: Cognito sends 50 e-mails a day by itself", () => {
        assert.deepEqual(warnings("prod", {}), [
            "Pulumi.shop.yaml: people register in plumbline:directories.people, and Cognito sends 50 e-mails a day by itself; set plumbline:email",
        ]);
    });

    it("is not missed elsewhere, where it is set, and where nobody registers", () => {
        assert.deepEqual(warnings("staging", {}), []);
        assert.deepEqual(warnings("prod", { email }), []);
        assert.deepEqual(warnings("prod", { directories: { people: {} } }), []);
    });
});
