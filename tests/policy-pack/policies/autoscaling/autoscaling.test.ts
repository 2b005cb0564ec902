import { autoscalingHealthCheck } from "../../../../policy-pack/policies/autoscaling/healthCheck";
import { autoscalingLaunchTemplate } from "../../../../policy-pack/policies/autoscaling/launchTemplate";
import { autoscalingTwoZones } from "../../../../policy-pack/policies/autoscaling/twoZones";
import { UNKNOWN } from "../../support/engine";
import { testRule } from "../../support/fixtures";

testRule(autoscalingLaunchTemplate, {
    compliant: { launchTemplate: { id: "lt-1" } },
    violating: [[{ launchConfiguration: "old" }, /is set/]],
    unknown: { launchConfiguration: "fails" },
    absent: { launchConfiguration: "passes" },
    wrongType: { launchConfiguration: 7 },
});

testRule(autoscalingHealthCheck, {
    compliant: { targetGroupArns: ["arn:1"], healthCheckType: "ELB" },
    also: [{ targetGroupArns: undefined, healthCheckType: "EC2" }],
    violating: [[{ healthCheckType: "EC2" }, /is not ELB/]],
    unknown: { healthCheckType: "fails", targetGroupArns: "passes" },
    absent: { healthCheckType: "fails", targetGroupArns: "passes" },
    wrongType: { healthCheckType: 7 },
});

testRule(autoscalingTwoZones, {
    compliant: { vpcZoneIdentifiers: ["subnet-1", "subnet-2"] },
    also: [{ vpcZoneIdentifiers: [UNKNOWN, UNKNOWN] }],
    violating: [
        [{ vpcZoneIdentifiers: ["subnet-1"] }, /fewer than 2/],
        [{ vpcZoneIdentifiers: undefined, availabilityZones: ["eu-west-1a"] }, /^availabilityZones/],
    ],
    // The known part of the other list, or the presence of a second, decides.
    unknown: {
        availabilityZones: "passes",
        "vpcZoneIdentifiers.1": "passes",
        "availabilityZones.1": "passes",
        vpcZoneIdentifiers: "fails",
    },
    absent: { vpcZoneIdentifiers: "fails" },
    wrongType: { vpcZoneIdentifiers: 7 },
});
