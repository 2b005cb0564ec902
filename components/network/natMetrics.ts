import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import type { AlarmArgs } from "../support/metrics";

/** Packets in five minutes; single ones are lost whenever AWS moves a gateway's traffic. */
const DROPPED_PACKETS = 100;

/** A metric of a NAT gateway; https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
function metric(gatewayId: pulumi.Input<string>, name: string, label: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
        namespace: "AWS/NATGateway",
        name,
        dimensions: { NatGatewayId: gatewayId },
        statistic: "Sum",
        period: 300,
        label,
    });
}

/** Alarms of NAT gateways, whose errors the workloads see as time-outs only. */
export function natAlarms(name: string, gatewayId: pulumi.Input<string>): Record<string, AlarmArgs> {
    return {
        ports: {
            metric: metric(gatewayId, "ErrorPortAllocation", "connections without a port"),
            threshold: 0,
            description: `NAT gateway ${name} has no port left: it has more than 55000 connections to one address. Reuse connections, or reach AWS services through interfaceEndpoints.`,
        },
        dropped: {
            metric: metric(gatewayId, "PacketsDropCount", "packets"),
            threshold: DROPPED_PACKETS,
            description: `NAT gateway ${name} drops packets. Look at AWS's health dashboard, and at its bandwidth.`,
        },
    };
}

/** Widgets by zone: errors of the gateways, and bytes out, of which AWS bills each gigabyte. */
export function natWidgets(gateways: Readonly<Record<string, pulumi.Input<string>>>): cloudwatch.Widget[] {
    const graph = (title: string, ...names: [metricName: string, what: string][]) =>
        new cloudwatch.LineGraphMetricWidget({
            title,
            width: 8,
            metrics: Object.entries(gateways).flatMap(([zone, id]) =>
                names.map(([metricName, what]) => metric(id, metricName, `${zone}: ${what}`)),
            ),
        });
    if (Object.keys(gateways).length === 0) return [];
    return [
        graph(
            "NAT errors",
            ["ErrorPortAllocation", "without a port"],
            ["PacketsDropCount", "packets dropped"],
        ),
        graph("NAT traffic (bytes)", ["BytesOutToDestination", "out"], ["BytesInFromDestination", "in"]),
        graph("NAT connections", ["ConnectionAttemptCount", "tried"], ["ConnectionEstablishedCount", "made"]),
    ];
}
