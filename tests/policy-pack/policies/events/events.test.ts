import { eventsBusNotPublic } from "../../../../policy-pack/policies/events/busNotPublic";
import { ecsScheduledNoPublicIp } from "../../../../policy-pack/policies/events/scheduledNoPublicIp";
import { publicPolicies } from "../../support/documents";
import { testRule } from "../../support/fixtures";

testRule(ecsScheduledNoPublicIp, {
    compliant: { target: { ecsParameters: { networkConfiguration: { assignPublicIp: false } } } },
    type: "aws:scheduler/schedule:Schedule",
    violating: [[{ "target.ecsParameters.networkConfiguration.assignPublicIp": true }, /is true/]],
    unknown: { "target.ecsParameters.networkConfiguration.assignPublicIp": "fails" },
    absent: { "target.ecsParameters.networkConfiguration.assignPublicIp": "passes", target: "passes" },
    wrongType: { "target.ecsParameters.networkConfiguration.assignPublicIp": 7 },
});

testRule(eventsBusNotPublic, publicPolicies);

testRule(eventsBusNotPublic, {
    type: "aws:cloudwatch/eventPermission:EventPermission",
    compliant: { principal: "111122223333", statementId: "partner" },
    also: [{ principal: "*", condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" } }],
    violating: [[{ principal: "*" }, /^principal is public/]],
    // Only that there is a condition matters: it can be about nothing else.
    unknown: { principal: "fails", condition: "passes" },
    absent: { principal: "passes" },
    wrongType: { principal: 7 },
});
