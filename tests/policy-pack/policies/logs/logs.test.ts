import assert from "node:assert/strict";
import { logsCustomerKey } from "../../../../policy-pack/policies/logs/customerKey";
import { setLogRetention } from "../../../../policy-pack/policies/logs/setRetention";
import { logsNotPublic } from "../../../../policy-pack/policies/logs/notPublic";
import { logsRetention } from "../../../../policy-pack/policies/logs/retention";
import { document } from "../../support/documents";
import { remediated } from "../../support/engine";
import { testRule } from "../../support/fixtures";

testRule(logsCustomerKey, {
    compliant: { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" },
    violating: [[{ kmsKeyId: "" }, /^kmsKeyId is not set/]],
    // Only the presence of a key matters.
    unknown: { kmsKeyId: "passes" },
    absent: { kmsKeyId: "fails" },
    wrongType: {},
});

const write = { Action: "logs:PutLogEvents", Resource: "*" };

const route53 = { Service: "route53.amazonaws.com" };

testRule(logsNotPublic, {
    compliant: { policyDocument: document({ ...write, Principal: route53 }) },
    violating: [
        [
            { policyDocument: document({ ...write, Principal: route53 }, { ...write, Principal: "*" }) },
            /^policyDocument\.Statement\[1\] allows public access/,
        ],
    ],
    unknown: { policyDocument: "deferred" },
    absent: { policyDocument: "passes" },
    wrongType: { policyDocument: "no JSON" },
});

testRule(logsNotPublic, {
    type: "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy",
    compliant: { accessPolicy: document({ ...write, Principal: { AWS: "999999999999" } }) },
    violating: [[{ accessPolicy: document({ ...write, Principal: { AWS: "*" } }) }, /^accessPolicy/]],
    unknown: { accessPolicy: "deferred" },
    absent: { accessPolicy: "passes" },
    wrongType: { accessPolicy: 1 },
});

testRule(logsRetention, {
    compliant: { name: "web", retentionInDays: 30 },
    also: [{ retentionInDays: "14" }],
    violating: [
        [{ retentionInDays: 0 }, /^retentionInDays is not set/],
        [{ retentionInDays: 3 }, /^retentionInDays is a number below 7/],
    ],
    unknown: { retentionInDays: "fails" },
    absent: { retentionInDays: "fails" },
    wrongType: { retentionInDays: [30] },
    asked: { settings: { "logs-retention": { minDays: 7 } } },
});

describe("mend-log-retention", () => {
    const type = "aws:cloudwatch/logGroup:LogGroup";

    it("gives a group without retention the configured one, and keeps other properties", async () => {
        const asked = { settings: { "mend-log-retention": { days: 14 } } };
        const props = await remediated(setLogRetention, { type, props: { name: "web" } }, asked);
        assert.deepEqual(props, { name: "web", retentionInDays: 14 });
    });

    it("leaves a group with retention unchanged", async () => {
        assert.equal(await remediated(setLogRetention, { type, props: { retentionInDays: 3 } }), undefined);
    });
});
