import assert from "node:assert/strict";

import { mendLogRetention } from "../../../policy-pack/policies/logs/mendRetention";
import { logsRetention } from "../../../policy-pack/policies/logs/retention";
import { mended } from "../support/engine";
import { testRule } from "../support/fixtures";

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

    it("gives a group without retention the configured one, and keeps the rest", async () => {
        const asked = { settings: { "mend-log-retention": { days: 14 } } };
        const props = await mended(mendLogRetention, { type, props: { name: "web" } }, asked);
        assert.deepEqual(props, { name: "web", retentionInDays: 14 });
    });

    it("leaves a group with retention alone", async () => {
        assert.equal(await mended(mendLogRetention, { type, props: { retentionInDays: 3 } }), undefined);
    });
});
