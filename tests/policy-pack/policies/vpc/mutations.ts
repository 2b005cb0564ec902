import type { Sent } from "../../support/engine";
import { idOf, type Mutation } from "../../mutations/mutation";
import { tags } from "../../mutations/tags";

const VPC = "aws:ec2/vpc:Vpc";

const OPENING = {
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: "public-80",
} as const;

const GROUP = { type: "aws:ec2/securityGroup:SecurityGroup", name: "stock" } as const;

const port = (number: number) => ({ fromPort: number, toPort: number });

const inline = { protocol: "tcp", ...port(443), cidrBlocks: ["10.0.0.0/16"], description: "Inside" };

/** A network of two zones. */
const second: readonly Sent[] = [
    {
        type: VPC,
        name: "second",
        props: { cidrBlock: "10.9.0.0/16", tags },
        outputs: { id: "vpc-2" },
    },
    {
        type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        name: "second",
        props: { vpcId: idOf(VPC, "second"), ingress: [], egress: [] },
    },
    {
        type: "aws:ec2/flowLog:FlowLog",
        name: "second",
        props: { vpcId: idOf(VPC, "second"), trafficType: "ALL" },
    },
    ...["a", "b"].map((zone) => ({
        type: "aws:ec2/subnet:Subnet",
        name: `second-${zone}`,
        props: { vpcId: idOf(VPC, "second"), availabilityZone: `eu-west-1${zone}`, tags },
    })),
];

export const vpc: readonly Mutation[] = [
    { rule: "vpc-authorised-ports", ...OPENING, set: port(8443) },
    {
        rule: "vpc-default-security-group",
        type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        set: { ingress: [inline] },
    },
    { rule: "vpc-flow-logs", type: "aws:ec2/flowLog:FlowLog", name: "network-flow", remove: true },
    {
        rule: "vpc-nacl-admin-ports",
        type: "aws:ec2/networkAcl:NetworkAcl",
        name: "network-isolated",
        set: { "ingress.0.cidrBlock": "0.0.0.0/0" },
    },
    { rule: "vpc-nat-per-zone", name: "network-nat-a", type: "aws:ec2/natGateway:NatGateway", remove: true },
    { rule: "vpc-no-admin-from-world", ...OPENING, set: port(22), also: ["vpc-authorised-ports"] },
    {
        rule: "vpc-no-auto-public-ip",
        name: "network-private-a",
        type: "aws:ec2/subnet:Subnet",
        set: { mapPublicIpOnLaunch: true },
    },
    { rule: "vpc-one-kind-of-rules", ...GROUP, set: { ingress: [inline] } },
    {
        rule: "vpc-risky-ports",
        ...OPENING,
        name: "public-443",
        set: port(6379),
        also: ["vpc-authorised-ports"],
    },
    { rule: "vpc-rule-descriptions", ...GROUP, set: { description: undefined } },
    {
        rule: "vpc-two-zones",
        type: "aws:ec2/subnet:Subnet",
        name: "second-b",
        own: second,
        set: { availabilityZone: "eu-west-1a" },
    },
];
