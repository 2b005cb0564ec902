import assert from "node:assert/strict";
import type { StackValidationPolicy } from "@pulumi/policy";

import { reportAt } from "../../../../policy-pack/core/engine/report";
import { askAboutStack, type Sent, urnOf } from "../../support/engine";

const [queue, topic] = ["aws:sqs/queue:Queue", "aws:sns/topic:Topic"].map((type): Sent => ({
    type,
    props: {},
}));

describe("a report", () => {
    it("has a level and a resource of its own, whatever the policy's are", async () => {
        assert.ok(queue && topic);
        const policy: StackValidationPolicy = {
            name: "both",
            description: "Both",
            enforcementLevel: "mandatory",
            validateStack(_, report) {
                reportAt(report, "advisory", "may be", urnOf(queue));
                reportAt(report, "mandatory", "must be", urnOf(topic));
                report("as the policy has it");
            },
        };
        assert.deepEqual(
            (await askAboutStack([policy], [queue, topic])).map(({ level, message, urn }) => [
                level,
                message,
                urn,
            ]),
            [
                ["advisory", "may be", urnOf(queue)],
                ["mandatory", "must be", urnOf(topic)],
                ["mandatory", "Both\nas the policy has it", ""],
            ],
        );
    });
});
