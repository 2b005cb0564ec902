import { ecsScheduledNoPublicIp } from "../../../../policy-pack/policies/events/scheduledNoPublicIp";
import { testRule } from "../../support/fixtures";

testRule(ecsScheduledNoPublicIp, {
    compliant: { target: { ecsParameters: { networkConfiguration: { assignPublicIp: false } } } },
    type: "aws:scheduler/schedule:Schedule",
    violating: [[{ "target.ecsParameters.networkConfiguration.assignPublicIp": true }, /is true/]],
    unknown: { "target.ecsParameters.networkConfiguration.assignPublicIp": "fails" },
    absent: { "target.ecsParameters.networkConfiguration.assignPublicIp": "passes", target: "passes" },
    wrongType: { "target.ecsParameters.networkConfiguration.assignPublicIp": 7 },
});
