import { type StackResource, stackRule } from "../../core/rule";
import { SUBNETS, VPCS } from "../shared/networks";
import { publicSubnets } from "../shared/publicSubnets";

export const vpcNatPerZone = stackRule({
    name: "vpc-nat-per-zone",
    title: "Every zone with private subnets has a NAT gateway of its own",
    description:
        "With one gateway for all zones, the loss of its zone disconnects the others from the internet.",
    severity: "medium",
    profile: "prod",
    catalogues: { checkov: [] },
    remediation: "Add a NatGateway in each zone, and point the zone's private routes to it.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    deferred: ["availabilityZone", "subnetId", "gatewayId", "routes.gatewayId"],
    check(stack) {
        const gateways = stack.all("aws:ec2/natGateway:NatGateway");
        if (gateways.length === 0) return;
        const open = publicSubnets(stack);
        // A gateway in an unknown subnet may be in any zone.
        const isPlaced = (gateway: StackResource) =>
            stack.all(...SUBNETS).some((subnet) => gateway.refersTo("subnetId", subnet)) ||
            gateway.string("subnetId", "") !== undefined;
        if (!gateways.every(isPlaced)) return;
        for (const vpc of stack.all(...VPCS)) {
            const subnets = stack.referring(SUBNETS, "vpcId", vpc);
            const zoneOf = (subnet: StackResource) => subnet.string("availabilityZone", "");
            const withGateway = subnets
                .filter((subnet) => gateways.some((gateway) => gateway.refersTo("subnetId", subnet)))
                .map(zoneOf);
            const zones = new Set(subnets.filter((subnet) => !open.includes(subnet)).map(zoneOf));
            if (withGateway.length === 0 || [...withGateway, ...zones].includes(undefined)) continue;
            const without = [...zones].filter((zone) => !withGateway.includes(zone));
            if (without.length > 0) {
                vpc.fail("id", `is the vpcId of subnets in ${without.length} zone(s) without a NatGateway`);
            }
        }
    },
});
