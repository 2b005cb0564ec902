/** A VPC that somebody else has made: security groups of workloads are made in it, and nothing else. */
import { ExistingNetwork } from "../../../components/network";

const subnetIds = ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"];
const network = new ExistingNetwork("network", {
    vpc: {
        vpcId: "vpc-0123456789abcdef0",
        privateSubnetIds: subnetIds,
        publicSubnetIds: [],
        isolatedSubnetIds: subnetIds,
    },
});

export const { vpcId, privateSubnetIds } = network;
