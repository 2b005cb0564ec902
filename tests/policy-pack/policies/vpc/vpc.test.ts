import { vpcDefaultSecurityGroup } from "../../../../policy-pack/policies/vpc/defaultSecurityGroup";
import { vpcFlowLogs } from "../../../../policy-pack/policies/vpc/flowLogs";
import { vpcNaclAdminPorts } from "../../../../policy-pack/policies/vpc/naclAdminPorts";
import { vpcNatPerZone } from "../../../../policy-pack/policies/vpc/natPerZone";
import { vpcNoAutoPublicIp } from "../../../../policy-pack/policies/vpc/noAutoPublicIp";
import { vpcTwoZones } from "../../../../policy-pack/policies/vpc/twoZones";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(vpcNoAutoPublicIp, {
    compliant: { mapPublicIpOnLaunch: false },
    also: [{ mapPublicIpOnLaunch: "false" }],
    violating: [[{ mapPublicIpOnLaunch: true }, /^mapPublicIpOnLaunch is true/]],
    unknown: { mapPublicIpOnLaunch: "fails" },
    absent: { mapPublicIpOnLaunch: "passes" },
    wrongType: { mapPublicIpOnLaunch: 7 },
});

// For default subnets, AWS and the provider have true as the default.
testRule(vpcNoAutoPublicIp, {
    type: "aws:ec2/defaultSubnet:DefaultSubnet",
    compliant: { mapPublicIpOnLaunch: false },
    violating: [[{ mapPublicIpOnLaunch: true }, /^mapPublicIpOnLaunch is true/]],
    unknown: { mapPublicIpOnLaunch: "fails" },
    absent: { mapPublicIpOnLaunch: "fails" },
    wrongType: { mapPublicIpOnLaunch: "maybe" },
});

const all = { protocol: "-1", fromPort: 0, toPort: 0 };
const everything = (ruleNo: number) => ({ ruleNo, action: "allow", cidrBlock: "0.0.0.0/0", ...all });
const denied = (ruleNo: number, fromPort: number, toPort: number, change: object = {}) => ({
    ...{ ruleNo, action: "deny", protocol: "tcp", cidrBlock: "0.0.0.0/0", fromPort, toPort },
    ...change,
});
const ipv6 = { cidrBlock: null, ipv6CidrBlock: "::/0" };

for (const type of ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"]) {
    testRule(vpcNaclAdminPorts, {
        type,
        compliant: {
            ingress: [
                { action: "allow", protocol: "tcp", cidrBlock: "0.0.0.0/0", fromPort: 443, toPort: 443 },
                { action: "allow", protocol: "tcp", cidrBlock: "10.0.0.0/8", fromPort: 0, toPort: 65535 },
            ],
            egress: [{ action: "allow", cidrBlock: "0.0.0.0/0", ...all }],
        },
        also: [
            { "ingress.0.action": "deny", "ingress.0.fromPort": 22, "ingress.0.toPort": 22 },
            { "ingress.0.fromPort": "1024", "ingress.0.toPort": "3388" },
            { "ingress.0.fromPort": 3390, "ingress.0.toPort": 65535 },
            { ingress: [] },
            // AWS takes the entry with the lowest number, wherever it stands.
            { ingress: [everything(200), denied(100, 22, 22), denied(101, 3389, 3389)] },
            { ingress: [denied(50, 22, 3389, { protocol: "-1" }), everything(200)] },
            { ingress: [denied(1, 0, 65535, ipv6), { ...everything(2), ...ipv6 }] },
        ],
        violating: [
            // What comes after, what is about others, and what leaves a port out denies nothing.
            [{ ingress: [everything(100), denied(200, 22, 3389)] }, /opens port 22[^]*opens port 3389/],
            [{ ingress: [denied(100, 22, 22), everything(200)] }, /^ingress\[1\]\.cidrBlock opens port 3389/],
            [
                { ingress: [denied(100, 22, 3389, { cidrBlock: "10.0.0.0/8" }), everything(200)] },
                /^ingress\[1\]/,
            ],
            [{ ingress: [denied(100, 22, 3389, ipv6), everything(200)] }, /^ingress\[1\]\.cidrBlock/],
            [{ ingress: [denied(100, 22, 3389, { protocol: "udp" }), everything(200)] }, /^ingress\[1\]/],
            // Their order is unknown.
            [
                {
                    ingress: [
                        { ...denied(1, 22, 3389), ruleNo: null },
                        { ...everything(0), ruleNo: null },
                    ],
                },
                /./,
            ],
            [
                { "ingress.0.fromPort": 22, "ingress.0.toPort": 22 },
                /^ingress\[0\]\.cidrBlock opens port 22 to the internet/,
            ],
            [{ "ingress.0.fromPort": 3000, "ingress.0.toPort": 4000 }, /opens port 3389/],
            [{ "ingress.0.protocol": "-1" }, /opens port 22[^]*opens port 3389/],
            [{ "ingress.0.protocol": "ALL" }, /opens port 22/],
            [
                { "ingress.1.ipv6CidrBlock": "::/0" },
                /^ingress\[1\]\.ipv6CidrBlock opens port 22 to the internet/,
            ],
        ],
        unknown: {
            ingress: "fails",
            "ingress.0.action": "fails",
            "ingress.0.cidrBlock": "fails",
            "ingress.0.ipv6CidrBlock": "passes",
            "ingress.0.protocol": "fails",
            "ingress.0.fromPort": "fails",
            "ingress.0.toPort": "fails",
            // Outbound traffic does not matter.
            "egress.0.toPort": "passes",
        },
        absent: {
            ingress: "passes",
            "ingress.0.cidrBlock": "passes",
            "ingress.0.protocol": "fails",
            "ingress.0.action": "passes",
        },
        wrongType: {
            ingress: "open",
            "ingress.0.fromPort": "ssh",
            "ingress.0.protocol": 6,
            "ingress.1.cidrBlock": 7,
        },
    });
}

testRule(vpcNaclAdminPorts, {
    type: "aws:ec2/networkAclRule:NetworkAclRule",
    compliant: { ruleAction: "allow", protocol: "6", cidrBlock: "0.0.0.0/0", fromPort: 443, toPort: 443 },
    also: [
        { egress: true, ...all },
        { ruleAction: "deny", ...all },
        { ...all, cidrBlock: "10.0.0.0/8" },
    ],
    violating: [
        [all, /^cidrBlock opens port 22 to the internet/],
        [{ fromPort: 3389, toPort: 3389 }, /^cidrBlock opens port 3389 to the internet/],
        [
            { ...all, cidrBlock: undefined, ipv6CidrBlock: "::/0" },
            /^ipv6CidrBlock opens port 22 to the internet/,
        ],
        [{ ...all, egress: "false" }, /opens port 22 to the internet/],
        [{ ...all, ruleAction: undefined }, /opens port 22 to the internet/],
    ],
    unknown: { egress: "fails", ruleAction: "fails", cidrBlock: "fails", fromPort: "fails", toPort: "fails" },
    absent: { egress: "passes", protocol: "fails", cidrBlock: "passes" },
    wrongType: { egress: 7, ruleAction: 7, cidrBlock: 7, toPort: "ssh" },
});

const vpc: Sent = { type: "aws:ec2/vpc:Vpc", name: "main", props: { id: "vpc-1" } };
const defaultVpc: Sent = { type: "aws:ec2/defaultVpc:DefaultVpc", name: "given", props: { id: "vpc-0" } };

/** A resource with an unknown `vpcId` in a preview; the engine knows its dependencies. */
const ofPreview = (resource: Sent): Sent => ({
    ...resource,
    props: { ...resource.props, vpcId: UNKNOWN },
    dependencies: { vpcId: [urnOf(vpc)] },
});

const group = (props: object = {}): Sent => ({
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    name: "default",
    props: { vpcId: "vpc-1", ingress: [], egress: [], ...props },
});
const inline = { protocol: "-1", self: true };

testStackRule(vpcDefaultSecurityGroup, {
    satisfied: {
        "a VPC whose default group is adopted and empty": [vpc, group()],
        "one without rule properties": [vpc, group({ ingress: null, egress: null })],
        "a default VPC": [defaultVpc, group({ vpcId: "vpc-0" })],
        "a separate rule of another group": [
            { ...vpc, props: { id: "vpc-1", defaultSecurityGroupId: "sg-1" } },
            group({ id: "sg-1" }),
            {
                type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                name: "web",
                props: { securityGroupId: "sg-2" },
            },
        ],
        "a preview": [vpc, ofPreview(group())],
        "a preview of a group without rule properties": [
            vpc,
            { ...group(), props: { vpcId: "vpc-1" }, outputs: { ingress: UNKNOWN, egress: UNKNOWN } },
        ],
    },
    broken: {
        "a VPC without": [[vpc], /^defaultSecurityGroupId belongs to no DefaultSecurityGroup/, "main"],
        "a default VPC without": [[defaultVpc], /belongs to no DefaultSecurityGroup/, "given"],
        "a group of another VPC": [[vpc, group({ vpcId: "vpc-2" })], /belongs to no/, "main"],
        "inbound rules": [[vpc, group({ ingress: [inline] })], /^ingress is not empty/, "default"],
        "outbound rules": [[vpc, group({ egress: [inline] })], /^egress is not empty/, "default"],
        "rules in AWS and not in the program": [
            [vpc, { ...group(), props: { vpcId: "vpc-1" }, outputs: { ingress: [inline] } }],
            /^ingress is not empty/,
        ],
        "a wrong type": [[vpc, group({ ingress: 7 })], /^ingress is not empty/],
        "rules of the group of a VPC of another program": [
            [group({ vpcId: "vpc-9", ingress: [inline] })],
            /^ingress is not empty/,
            "default",
        ],
        ...Object.fromEntries(
            [
                "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                "aws:ec2/securityGroupRule:SecurityGroupRule",
            ].flatMap((type) => {
                const rule = (securityGroupId: string, of?: Sent): Sent => ({
                    type,
                    name: "open",
                    props: { securityGroupId },
                    ...(of && { dependencies: { securityGroupId: [urnOf(of)] } }),
                });
                const said = /^securityGroupId is that of a default security group/;
                const adopted = group({ id: "sg-1" });
                const known: Sent = { ...vpc, props: { id: "vpc-1", defaultSecurityGroupId: "sg-1" } };
                return Object.entries({
                    "adopted group": [vpc, adopted, rule("sg-1")],
                    "adopted group, in a preview": [vpc, group(), rule(UNKNOWN, group())],
                    "group that the VPC names": [known, group(), rule("sg-1")],
                    "group that the VPC names, in a preview": [vpc, group(), rule(UNKNOWN, vpc)],
                }).map(([title, resources]) => [
                    `a ${type} of the ${title}`,
                    [resources, said, "open"] as const,
                ]);
            }),
        ),
    },
    unknown: {
        "rules that were asked for are": [[vpc, group({ ingress: UNKNOWN })], "fails"],
        "the VPC of the group is": [[vpc, group({ vpcId: UNKNOWN })], "fails"],
    },
});

const log = (props: object = {}): Sent => ({
    type: "aws:ec2/flowLog:FlowLog",
    name: "log",
    props: { vpcId: "vpc-1", trafficType: "ALL", ...props },
});

testStackRule(vpcFlowLogs, {
    satisfied: {
        "all traffic": [vpc, log()],
        "rejected traffic": [vpc, log({ trafficType: "REJECT" })],
        "a preview": [vpc, ofPreview(log())],
    },
    broken: {
        "no flow log": [[vpc], /^id is the vpcId of no FlowLog/, "main"],
        "none of a default VPC": [[defaultVpc, log()], /FlowLog/, "given"],
        "accepted traffic of a VPC of another program": [
            [log({ vpcId: "vpc-9", trafficType: "ACCEPT" })],
            /^trafficType leaves rejected traffic out/,
            "log",
        ],
        "a flow log of a subnet only": [[vpc, log({ vpcId: null, subnetId: "s" })], /FlowLog/, "main"],
        "accepted traffic only": [
            [vpc, log({ trafficType: "ACCEPT" })],
            /^trafficType leaves rejected/,
            "log",
        ],
        "a wrong type": [[vpc, log({ trafficType: 7 })], /^trafficType is a number where/, "log"],
    },
    unknown: {
        "the traffic is": [[vpc, log({ trafficType: UNKNOWN })], "fails"],
        "the VPC of the log is": [[vpc, log({ vpcId: UNKNOWN })], "fails"],
    },
});

const subnet = (name: string, zone: unknown, props: object = {}): Sent => ({
    type: "aws:ec2/subnet:Subnet",
    name,
    props: { id: name, vpcId: "vpc-1", availabilityZone: zone, ...props },
});
const [one, two] = [subnet("one", "eu-west-1a"), subnet("two", "eu-west-1b")];

testStackRule(vpcTwoZones, {
    satisfied: {
        "subnets in two zones": [vpc, one, two],
        "a VPC without subnets": [vpc],
        "default subnets": [
            defaultVpc,
            ...["a", "b"].map((zone) => ({
                ...subnet(zone, `eu-west-1${zone}`, { vpcId: "vpc-0" }),
                type: "aws:ec2/defaultSubnet:DefaultSubnet",
            })),
        ],
        "a preview": [vpc, ofPreview(one), ofPreview(two)],
    },
    broken: {
        "subnets in one zone": [
            [vpc, one, subnet("other", "eu-west-1a")],
            /^id is the vpcId of subnets in fewer than 2 zones/,
            "main",
        ],
        "a second zone of another VPC": [
            [vpc, one, subnet("two", "eu-west-1b", { vpcId: "vpc-2" })],
            /fewer/,
        ],
        "a wrong type": [[vpc, one, subnet("two", 7)], /^availabilityZone is a number where/, "two"],
    },
    unknown: { "a zone is": [[vpc, one, subnet("two", UNKNOWN)], "deferred"] },
});

testStackRule(vpcTwoZones, {
    satisfied: { "as many zones as are asked for": [vpc, one, two, subnet("three", "eu-west-1c")] },
    broken: { "fewer than are asked for": [[vpc, one, two], /fewer than 3 zones/] },
    unknown: { "a zone is": [[vpc, one, two, subnet("three", UNKNOWN)], "deferred"] },
    asked: { settings: { "vpc-two-zones": { zones: 3 } } },
});

const nat = (subnetId: unknown, dependencies = {}): Sent => ({
    type: "aws:ec2/natGateway:NatGateway",
    name: `nat-${String(subnetId)}`,
    props: { subnetId },
    dependencies,
});
const open = subnet("open", "eu-west-1b");
/** The resources that make a subnet public. */
const way: readonly Sent[] = [
    { type: "aws:ec2/internetGateway:InternetGateway", name: "door", props: { id: "igw-1" } },
    {
        type: "aws:ec2/routeTable:RouteTable",
        name: "public",
        props: { id: "rtb-1", routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] },
    },
    {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        name: "open",
        props: { subnetId: "open", routeTableId: "rtb-1" },
    },
];

testStackRule(vpcNatPerZone, {
    satisfied: {
        "a gateway in each zone": [vpc, one, two, nat("one"), nat("two")],
        "no gateway at all: nothing goes out": [vpc, one, two],
        "a gateway of another VPC": [vpc, one, two, nat("elsewhere")],
        "a zone that has public subnets only": [vpc, one, open, ...way, nat("one")],
        "a preview": [
            vpc,
            ofPreview(one),
            ofPreview(two),
            nat(UNKNOWN, { subnetId: [urnOf(one)] }),
            { ...nat(UNKNOWN, { subnetId: [urnOf(two)] }), name: "second" },
        ],
    },
    broken: {
        "one gateway for two zones": [
            [vpc, one, two, nat("one")],
            /^id is the vpcId of subnets in 1 zone\(s\) without a NatGateway/,
            "main",
        ],
        "one gateway for two zones of a preview": [
            [vpc, ofPreview(one), ofPreview(two), nat(UNKNOWN, { subnetId: [urnOf(one)] })],
            /1 zone\(s\) without/,
        ],
        "a wrong type": [[vpc, one, subnet("two", 7), nat("one")], /^availabilityZone is a number/, "two"],
    },
    unknown: {
        "a zone is": [[vpc, one, subnet("two", UNKNOWN), nat("one")], "deferred"],
        "the zone of a gateway is": [[vpc, one, subnet("two", UNKNOWN), nat("two")], "deferred"],
        "the subnet of a gateway is": [[vpc, one, two, nat("one"), nat(UNKNOWN)], "deferred"],
    },
});
