import assert from "node:assert/strict";
import { ssmAssociationLimits } from "../../../../policy-pack/policies/ssm/associationLimits";
import { ssmCustomerKey } from "../../../../policy-pack/policies/ssm/customerKey";
import { ssmDocumentPrivate } from "../../../../policy-pack/policies/ssm/documentPrivate";
import { ssmSecureString } from "../../../../policy-pack/policies/ssm/secureString";
import { ask } from "../../support/engine";
import { testRule } from "../../support/fixtures";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";

testRule(ssmCustomerKey, {
    compliant: { type: "SecureString", keyId: KEY },
    also: [{ type: "String", keyId: undefined }, { keyId: "alias/shop" }],
    violating: [
        [{ keyId: undefined }, /^keyId is not set/],
        [{ keyId: "alias/aws/ssm" }, /^keyId is AWS's own key/],
    ],
    // Only the presence of a key matters.
    unknown: { type: "fails", keyId: "deferred" },
    absent: { keyId: "fails" },
    wrongType: { type: 7, keyId: 7 },
});

testRule(ssmAssociationLimits, {
    compliant: { maxConcurrency: "50%", maxErrors: "0" },
    also: [{ maxConcurrency: "1" }],
    violating: [
        [{ maxConcurrency: "100%" }, /^maxConcurrency is 100%, or not set/],
        [{ maxErrors: "100%" }, /^maxErrors is 100%, or not set/],
    ],
    unknown: { maxConcurrency: "fails", maxErrors: "fails" },
    absent: { maxConcurrency: "fails", maxErrors: "fails" },
    wrongType: { maxConcurrency: 1, maxErrors: 0 },
});

testRule(ssmDocumentPrivate, {
    compliant: { documentType: "Command", permissions: { type: "Share", account_ids: "999999999999" } },
    violating: [
        [{ "permissions.account_ids": "All" }, /^permissions\.account_ids is public/],
        [{ "permissions.accountIds": "all" }, /^permissions\.accountIds is public/],
    ],
    unknown: { "permissions.account_ids": "fails" },
    absent: { permissions: "passes", "permissions.account_ids": "passes" },
    wrongType: { permissions: "All", "permissions.account_ids": 7 },
});

const LONG_LIVED = `AKIA${"A".repeat(16)}`;

testRule(ssmSecureString, {
    compliant: { type: "SecureString", name: "/shop/password", value: "anything" },
    also: [
        { type: "String", name: "/shop/colour", value: "blue" },
        // It only contains the location of a secret.
        { type: "String", name: "/shop/secret-arn", value: "arn:aws:secretsmanager:::secret:a" },
        { type: "String", name: "/shop/max-tokens", value: "4096" },
    ],
    violating: [
        [{ type: "String" }, /^type is not SecureString, and this looks like a secret/],
        [{ type: "StringList", name: "/shop/api-keys" }, /looks like a secret/],
        [{ type: "String", name: "/shop/colour", value: LONG_LIVED }, /looks like a secret/],
        [{ type: "String", name: "/shop/colour", insecureValue: LONG_LIVED }, /looks like a secret/],
        [{ type: "String", name: "/shop/db-pwd" }, /looks like a secret/],
        [{ type: "String", name: "/shop/db", value: "mysql://shop:hunter2@db/shop" }, /looks like a secret/],
    ],
    unknown: { type: "fails" },
    // AWS takes it for plain text.
    absent: { type: "fails" },
    wrongType: { type: 7 },
});

testRule(ssmSecureString, {
    compliant: { type: "String", name: "/shop/colour", value: "blue" },
    violating: [[{ name: "/shop/token" }, /looks like a secret/]],
    unknown: { name: "fails", value: "deferred", insecureValue: "deferred" },
    absent: { name: "passes", value: "passes" },
    wrongType: { name: 7, value: [1] },
});

it("ssm-secure-string reads the program's name of a parameter, whatever name Pulumi gave it", async () => {
    const props = { type: "String", name: "password-0a1b2c3", value: "anything" };
    const [first] = await ask(
        [ssmSecureString],
        [{ type: "aws:ssm/parameter:Parameter", name: "password", props }],
    );
    assert.match(first?.message ?? "", /^type is not SecureString/);
});
