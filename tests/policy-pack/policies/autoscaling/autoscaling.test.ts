import { autoscalingAlwaysOn } from "../../../../policy-pack/policies/autoscaling/alwaysOn";
import { autoscalingHealthCheck } from "../../../../policy-pack/policies/autoscaling/healthCheck";
import { autoscalingLaunchTemplate } from "../../../../policy-pack/policies/autoscaling/launchTemplate";
import { autoscalingTwoZones } from "../../../../policy-pack/policies/autoscaling/twoZones";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(autoscalingLaunchTemplate, {
    compliant: { launchTemplate: { id: "lt-1" } },
    violating: [[{ launchConfiguration: "old" }, /is set/]],
    unknown: { launchConfiguration: "fails" },
    absent: { launchConfiguration: "passes" },
    wrongType: { launchConfiguration: 7 },
});

testRule(autoscalingAlwaysOn, {
    compliant: { minSize: 1, maxSize: 1 },
    type: "aws:autoscaling/schedule:Schedule",
    violating: [[{ minSize: 0, maxSize: 0 }, /^maxSize is 0/]],
    unknown: { maxSize: "fails" },
    absent: { maxSize: "passes" },
    wrongType: { maxSize: "none" },
});

testRule(autoscalingAlwaysOn, {
    compliant: { scalableTargetAction: { minCapacity: 0, maxCapacity: 2 } },
    type: "aws:appautoscaling/scheduledAction:ScheduledAction",
    violating: [[{ "scalableTargetAction.maxCapacity": 0 }, /maxCapacity is 0/]],
    unknown: { "scalableTargetAction.maxCapacity": "fails" },
    absent: { "scalableTargetAction.maxCapacity": "passes" },
    wrongType: { "scalableTargetAction.maxCapacity": "none" },
});

testRule(autoscalingAlwaysOn, {
    compliant: { target: { arn: "arn:aws:scheduler:::aws-sdk:rds:startDBCluster" } },
    type: "aws:scheduler/schedule:Schedule",
    also: [{ target: { arn: "arn:aws:lambda:eu-west-1:111122223333:function:a" } }],
    violating: [
        [
            { "target.arn": "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster" },
            /^target.arn is a call that stops it/,
        ],
        [{ "target.arn": "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance" }, /stops it/],
    ],
    unknown: { "target.arn": "deferred" },
    absent: { "target.arn": "passes" },
    wrongType: { "target.arn": 7 },
});

const servers = (props: object, outputs: Sent["props"] = {}): Sent => ({
    type: "aws:autoscaling/group:Group",
    name: "servers",
    props: { name: "servers-1", ...props },
    outputs,
});
const attachment = (autoscalingGroupName: string, dependencies = {}): Sent => ({
    type: "aws:autoscaling/attachment:Attachment",
    name: "web",
    props: { autoscalingGroupName, lbTargetGroupArn: "arn:1" },
    dependencies,
});
const source: Sent = {
    type: "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
    name: "web",
    props: { autoscalingGroupName: "servers-1", trafficSource: { identifier: "arn:1", type: "elbv2" } },
};
const TARGETS = { targetGroupArns: ["arn:1"] };
const isNotElb = /^healthCheckType is not ELB/;
/** What a preview does not know of a group, because the program does not say it. */
const COMPUTED = {
    healthCheckType: UNKNOWN,
    targetGroupArns: UNKNOWN,
    trafficSources: UNKNOWN,
    name: UNKNOWN,
};

testStackRule(autoscalingHealthCheck, {
    satisfied: {
        "a group of a load balancer with its checks": [servers({ ...TARGETS, healthCheckType: "ELB" })],
        "one with several checks": [servers({ ...TARGETS, healthCheckType: "EC2,ELB" })],
        "one behind nothing": [servers({ healthCheckType: "EC2" })],
        "one behind nothing, in a preview": [servers({}, COMPUTED)],
        "an attached one": [servers({ healthCheckType: "ELB" }), attachment("servers-1")],
        "one with traffic of VPC Lattice": [
            servers({ healthCheckType: "VPC_LATTICE", trafficSources: [{ identifier: "arn:1" }] }),
        ],
        "an attachment of another": [servers({ healthCheckType: "EC2" }), attachment("others")],
    },
    broken: {
        "targets and checks of EC2": [[servers({ ...TARGETS, healthCheckType: "EC2" })], isNotElb, "servers"],
        "targets and no kind of checks": [[servers(TARGETS, COMPUTED)], isNotElb, "servers"],
        "a classic load balancer": [[servers({ loadBalancers: ["old"] })], isNotElb, "servers"],
        "an attachment": [
            [servers({ healthCheckType: "EC2" }), attachment("servers-1")],
            isNotElb,
            "servers",
        ],
        "an attachment in a preview": [
            [servers({}, COMPUTED), attachment(UNKNOWN, { autoscalingGroupName: [urnOf(servers({}))] })],
            isNotElb,
            "servers",
        ],
        "traffic sources": [
            [servers({ trafficSources: [{ identifier: "arn:1", type: "elbv2" }] })],
            isNotElb,
            "servers",
        ],
        "traffic sources of their own": [[servers({}), source], isNotElb, "servers"],
        "checks of volumes only": [[servers({ ...TARGETS, healthCheckType: "EBS" })], isNotElb, "servers"],
        "a wrong type": [[servers({ ...TARGETS, healthCheckType: 7 })], /is a number where/],
    },
    unknown: {
        "the kind is": [[servers({ ...TARGETS, healthCheckType: UNKNOWN })], "fails"],
        "the targets are, but not that there are some": [
            [servers({ targetGroupArns: UNKNOWN, healthCheckType: "EC2" })],
            "fails",
        ],
    },
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
