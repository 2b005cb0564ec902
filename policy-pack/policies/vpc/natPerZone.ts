import { stackRule } from "../../core/rule";
import type { StackResource } from "../../core/rule";

export const vpcNatPerZone = stackRule({
    name: "vpc-nat-per-zone",
    title: "Every zone with private subnets has a NAT gateway of its own",
    description: "With one gateway for all, the loss of its zone cuts all others off from the internet.",
    severity: "medium",
    catalogues: { checkov: [] },
    mend: "Add a NatGateway in each zone, and point the zone's private routes to it.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    postponed: ["availabilityZone"],
    check(stack) {
        const gateways = stack.all("aws:ec2/natGateway:NatGateway");
        if (gateways.length === 0) return;
        for (const vpc of stack.all("aws:ec2/vpc:Vpc")) {
            const subnets = stack.referring("aws:ec2/subnet:Subnet", "vpcId", vpc);
            const zoneOf = (subnet: StackResource) => subnet.string("availabilityZone", "");
            const withGateway = subnets
                .filter((subnet) => gateways.some((gateway) => gateway.refersTo("subnetId", subnet)))
                .map(zoneOf);
            const zones = new Set(subnets.map(zoneOf));
            if (withGateway.length === 0 || zones.has(undefined)) continue;
            const without = [...zones].filter((zone) => !withGateway.includes(zone));
            if (without.length > 0) {
                vpc.fail("id", `is the vpcId of subnets in ${without.length} zone(s) without a NatGateway`);
            }
        }
    },
});
