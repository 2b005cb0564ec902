import { exactly, hoursOf } from "../ranges";
import { read } from "../stack";
import { Undetermined } from "../types";
import type { Estimators } from "../estimator";

/** One of the subnets of an endpoint, by a resource of its own. */
const SUBNET = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation";

export const network: Estimators = {
    "aws:ec2/natGateway:NatGateway": (_, { assumptions }) => [
        { what: "NAT gateway", price: "vpc/nat", quantity: hoursOf(1) },
        {
            what: "data through it",
            price: "vpc/nat.data",
            quantity: assumptions.natGb,
            assumptions: ["natGb"],
        },
    ],
    "aws:ec2/vpcEndpoint:VpcEndpoint": (resource, { assumptions, stack }) => {
        const endpoint = read(resource);
        const type = endpoint.text("vpcEndpointType") ?? "Gateway";
        if (type === "Gateway") return [];
        if (type !== "Interface") throw new Undetermined(`the price table has no endpoints of type ${type}`);
        const zones =
            endpoint.list("subnetIds").length ||
            endpoint.list("subnetConfigurations").length ||
            stack.referringTo(resource, SUBNET).length;
        // Whoever puts it into subnets is not part of the stack.
        if (zones === 0) throw new Undetermined("subnetIds is missing");
        return [
            {
                what: `interface endpoint in ${zones} zones`,
                price: "vpc/endpoint",
                quantity: hoursOf(exactly(zones)),
            },
            {
                what: "data through it",
                price: "vpc/endpoint.data",
                quantity: assumptions.endpointGb,
                assumptions: ["endpointGb"],
            },
        ];
    },
};
