import * as cloudwatch from "../support/cloudwatch";

import type { AlarmArgs } from "../support/metrics";
import type { NatInstance } from "./natInstance";

/** Percent of CPU that such an instance has all day; above it, it uses up what it has saved. */
const BUSY_PERCENT = 50;

type Measured = Pick<NatInstance, "groupName">;

const metric = (
    { groupName }: Measured,
    name: string,
    label: string,
    statistic: "Average" | "Maximum" | "Sum" = "Average",
): cloudwatch.Metric =>
    new cloudwatch.Metric({
        namespace: name.startsWith("Group") ? "AWS/AutoScaling" : "AWS/EC2",
        name,
        label,
        statistic,
        period: name.startsWith("Group") ? 60 : 300,
        dimensions: { AutoScalingGroupName: groupName },
    });

/** Alarms of a NAT instance, whose absence the workloads see as time-outs only. */
export function natInstanceAlarms(name: string, nat: Measured): Record<string, AlarmArgs> {
    return {
        instances: {
            metric: metric(nat, "GroupInServiceInstances", "instances"),
            when: "below",
            threshold: 1,
            periods: 5,
            missingData: "breaching",
            description: `NAT instance ${name} is missing: the private subnets have no way out. Look at the activities of its group.`,
        },
        status: {
            metric: metric(nat, "StatusCheckFailed", "failed status checks", "Maximum"),
            threshold: 0,
            periods: 2,
            description: `NAT instance ${name} fails its status checks. The group replaces it; look at its console output.`,
        },
        cpu: {
            metric: metric(nat, "CPUUtilization", "CPU"),
            threshold: BUSY_PERCENT,
            description: `NAT instance ${name} uses more than ${BUSY_PERCENT} % of its CPU. Use nat single, or reach AWS services through interfaceEndpoints.`,
        },
    };
}

/** Load and traffic. */
export function natInstanceWidgets(nat: Measured | undefined): cloudwatch.Widget[] {
    if (nat === undefined) return [];
    return [
        new cloudwatch.LineGraphMetricWidget({
            title: "NAT instance CPU (%)",
            width: 8,
            metrics: [metric(nat, "CPUUtilization", "CPU")],
        }),
        new cloudwatch.LineGraphMetricWidget({
            title: "NAT instance traffic (bytes)",
            width: 8,
            metrics: [metric(nat, "NetworkOut", "out", "Sum"), metric(nat, "NetworkIn", "in", "Sum")],
        }),
        new cloudwatch.LineGraphMetricWidget({
            title: "NAT instances",
            width: 8,
            metrics: [
                metric(nat, "GroupInServiceInstances", "in service"),
                metric(nat, "StatusCheckFailed", "failed status checks", "Maximum"),
            ],
        }),
    ];
}
