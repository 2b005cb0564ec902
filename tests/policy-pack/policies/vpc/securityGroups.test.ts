import type { ResourceRule } from "../../../../policy-pack/core/rule";
import { vpcAuthorisedPorts } from "../../../../policy-pack/policies/vpc/authorisedPorts";
import { vpcNoAdminFromWorld } from "../../../../policy-pack/policies/vpc/noAdminFromWorld";
import { vpcOneKindOfRules } from "../../../../policy-pack/policies/vpc/oneKindOfRules";
import { vpcRiskyPorts } from "../../../../policy-pack/policies/vpc/riskyPorts";
import { vpcRuleDescriptions } from "../../../../policy-pack/policies/vpc/ruleDescriptions";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

type Ports = readonly [from: number, to: number];

/**
 * Common cases of the rules about openings: each notation, and openings that cannot be judged.
 *
 * @param good ports that may be open to the world
 * @param bad ports that may not, with a part of the message
 */
function testOpenings(
    rule: ResourceRule,
    good: readonly Ports[],
    bad: readonly (readonly [Ports, RegExp])[],
) {
    const [[from, to] = [443, 443]] = good;
    const ports = ([fromPort, toPort]: Ports) => ({ fromPort, toPort });
    const everything = bad[0]?.[1] ?? /./;

    for (const type of [GROUP, DEFAULT_GROUP]) {
        const world = {
            protocol: "tcp",
            fromPort: from,
            toPort: to,
            cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"],
        };
        const inside = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8"] };
        testRule(rule, {
            type,
            compliant: { ingress: [world, inside], egress: [{ ...inside, cidrBlocks: ["0.0.0.0/0"] }] },
            also: [
                ...good.map((open) => ({ ingress: [{ ...world, ...ports(open) }] })),
                { ingress: [] },
                { ingress: [{ ...inside, cidrBlocks: null, securityGroups: ["sg-1"] }] },
                { ingress: [{ ...inside, cidrBlocks: null, ipv6CidrBlocks: ["fc00::/7"] }] },
                // Types and codes are no ports: a ping, and everything that there is of it.
                { ingress: [{ ...world, protocol: "icmp", fromPort: 8, toPort: 0 }] },
                { ingress: [{ ...world, protocol: "58", fromPort: -1, toPort: -1 }] },
            ],
            violating: [
                ...bad.map(
                    ([open, part]) =>
                        [
                            { ingress: [inside, { ...world, ...ports(open) }] },
                            new RegExp(`^ingress\\[1\\]\\.cidrBlocks .*${part.source}`),
                        ] as const,
                ),
                [{ "ingress.1.cidrBlocks": ["0.0.0.0/0"] }, everything],
                [{ "ingress.1.ipv6CidrBlocks": ["::/0"] }, /^ingress\[1\]\.ipv6CidrBlocks/],
                // The same in other words.
                [{ "ingress.1.ipv6CidrBlocks": ["0::/0"] }, /^ingress\[1\]\.ipv6CidrBlocks/],
                [{ "ingress.1.ipv6CidrBlocks": ["2000::/3"] }, /^ingress\[1\]\.ipv6CidrBlocks/],
                [{ "ingress.1.cidrBlocks": ["0.0.0.0/1", "128.0.0.0/1"] }, everything],
                [{ "ingress.0.protocol": "all" }, everything],
                // Of a protocol without ports, everything comes in.
                [{ "ingress.0.protocol": "47" }, everything],
                [{ "ingress.0.protocol": undefined }, everything],
            ],
            unknown: {
                ingress: "fails",
                "ingress.0.cidrBlocks": "fails",
                "ingress.1.cidrBlocks.0": "fails",
                "ingress.1.ipv6CidrBlocks": "fails",
                "ingress.0.protocol": "fails",
                "ingress.0.fromPort": "fails",
                "ingress.0.toPort": "fails",
                // Beside a source open to the world, no other source matters.
                "ingress.0.ipv6CidrBlocks": "passes",
                "egress.0.cidrBlocks": "passes",
            },
            absent: { ingress: "passes", "ingress.0.cidrBlocks": "passes", "ingress.0.toPort": "passes" },
            wrongType: { ingress: "open", "ingress.0.fromPort": "https", "ingress.0.cidrBlocks": 7 },
        });
    }

    testRule(rule, {
        type: RULE,
        compliant: {
            type: "ingress",
            protocol: "tcp",
            fromPort: from,
            toPort: to,
            cidrBlocks: ["0.0.0.0/0"],
        },
        also: [
            ...good.map(ports),
            { type: "egress", protocol: "-1" },
            { protocol: "-1", cidrBlocks: ["10.0.0.0/8"] },
            { protocol: "-1", cidrBlocks: undefined, self: true },
        ],
        violating: [
            ...bad.map(([open, part]) => [ports(open), part] as const),
            [{ protocol: "-1", cidrBlocks: undefined, ipv6CidrBlocks: ["::/0"] }, /^ipv6CidrBlocks/],
            [{ type: undefined, protocol: "-1" }, everything],
        ],
        unknown: {
            type: "fails",
            protocol: "fails",
            cidrBlocks: "fails",
            "cidrBlocks.0": "fails",
            toPort: "fails",
        },
        absent: { type: "passes", protocol: "fails", cidrBlocks: "passes" },
        wrongType: { type: 7, protocol: 7, fromPort: [], cidrBlocks: "0.0.0.0/0" },
    });

    testRule(rule, {
        type: INGRESS,
        compliant: { ipProtocol: "tcp", fromPort: from, toPort: to, cidrIpv4: "0.0.0.0/0" },
        also: [
            ...good.map(ports),
            { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" },
            { ipProtocol: "-1", cidrIpv4: undefined, referencedSecurityGroupId: "sg-1" },
            { ipProtocol: "icmp", fromPort: 0, toPort: 65535 },
        ],
        violating: [
            ...bad.map(([open, part]) => [ports(open), part] as const),
            [{ ipProtocol: "-1", cidrIpv4: undefined, cidrIpv6: "::/0" }, /^cidrIpv6/],
            [{ ipProtocol: "-1", cidrIpv4: undefined, cidrIpv6: "2000::/3" }, /^cidrIpv6/],
            [{ ipProtocol: "-1", fromPort: undefined, toPort: undefined }, everything],
            [{ ipProtocol: "132" }, everything],
        ],
        unknown: { ipProtocol: "fails", cidrIpv4: "fails", fromPort: "fails", toPort: "fails" },
        absent: { ipProtocol: "fails", cidrIpv4: "passes", cidrIpv6: "passes" },
        wrongType: { ipProtocol: 7, cidrIpv4: 7, fromPort: "https" },
    });
}

testOpenings(
    vpcAuthorisedPorts,
    [
        [443, 443],
        [80, 80],
    ],
    [
        [[8443, 8443], /opens ports other than 80, 443 to the internet/],
        [[443, 444], /opens ports other/],
        [[0, 65535], /opens ports other/],
    ],
);

testOpenings(
    vpcNoAdminFromWorld,
    [
        [443, 443],
        [23, 3388],
        [3390, 65535],
    ],
    [
        [[22, 22], /opens port 22 to the internet/],
        [[3389, 3389], /opens port 3389 to the internet/],
        [[0, 1024], /opens port 22 to the internet/],
    ],
);

testOpenings(
    vpcRiskyPorts,
    [
        [443, 443],
        [444, 444],
    ],
    [
        [[5432, 5432], /opens a port of a risky service to the internet/],
        [[6000, 7000], /opens a port of a risky service/],
        [[27017, 27017], /opens a port of a risky service/],
    ],
);

testRule(vpcAuthorisedPorts, {
    type: INGRESS,
    compliant: { ipProtocol: "udp", fromPort: 853, toPort: 853, cidrIpv4: "0.0.0.0/0" },
    violating: [[{ fromPort: 443, toPort: 443 }, /opens ports other than 853 to the internet/]],
    unknown: { ipProtocol: "fails" },
    absent: { toPort: "passes" },
    wrongType: { fromPort: {} },
    asked: { settings: { "vpc-authorised-ports": { ports: [853] } } },
});

const described = () => ({ description: "Orders from the shop" });

testRule(vpcRuleDescriptions, {
    type: GROUP,
    compliant: { ...described(), ingress: [described()], egress: [described()] },
    also: [{ ingress: [] }, { egress: undefined }],
    violating: [
        [{ description: "" }, /^description is not set/],
        // The provider's default.
        [{ description: "Managed by Pulumi" }, /^description is not set/],
        [{ "ingress.0.description": undefined }, /^ingress\[0\]\.description is not set/],
        [{ "egress.0.description": "Managed by Terraform" }, /^egress\[0\]\.description is not set/],
    ],
    unknown: { description: "fails", ingress: "fails", "egress.0.description": "fails" },
    absent: { description: "fails", ingress: "passes", "ingress.0.description": "fails" },
    wrongType: { description: 7, ingress: 7, "ingress.0.description": [] },
});

// The group itself is AWS's, its description too.
testRule(vpcRuleDescriptions, {
    type: DEFAULT_GROUP,
    compliant: { ingress: [described()] },
    also: [{ ingress: undefined }],
    violating: [[{ "ingress.0.description": "" }, /^ingress\[0\]\.description is not set/]],
    unknown: { ingress: "fails", egress: "fails" },
    absent: { ingress: "passes", "ingress.0.description": "fails" },
    wrongType: { egress: "all" },
});

for (const type of [RULE, INGRESS, EGRESS]) {
    testRule(vpcRuleDescriptions, {
        type,
        compliant: described(),
        violating: [[{ description: "" }, /^description is not set/]],
        unknown: { description: "fails" },
        absent: { description: "fails" },
        wrongType: { description: 7 },
    });
}

const inline = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] };
const group = (props: Sent["props"] = {}, outputs: Sent["props"] = {}): Sent => ({
    type: GROUP,
    name: "web",
    props,
    outputs: { id: "sg-1", ...outputs },
});
const separate = (type: string, props: object = {}): Sent => ({
    type,
    name: "rule",
    props: { securityGroupId: "sg-1", ...props },
});

testStackRule(vpcOneKindOfRules, {
    satisfied: {
        "inline rules only": [group({ ingress: [inline], egress: [inline] })],
        "separate rules only": [group(), separate(INGRESS), separate(EGRESS)],
        "inline rules, and separate ones of another group": [
            group({ ingress: [inline] }),
            separate(INGRESS, { securityGroupId: "sg-2" }),
        ],
        // AWS returns the rules of the separate resources.
        "separate rules that AWS lists in the group": [group({}, { ingress: [inline] }), separate(INGRESS)],
        "inbound rules inline, outbound rules separate": [group({ ingress: [inline] }), separate(EGRESS)],
        // To have separate rules in place of the inline ones would be wrong advice: it should have none.
        "a default group, which is the matter of another rule": [
            { ...group({ ingress: [inline] }), type: DEFAULT_GROUP },
            separate(INGRESS),
        ],
    },
    broken: {
        "both for inbound rules": [
            [group({ ingress: [inline] }), separate(INGRESS)],
            /^ingress is set beside separate rules for the same group/,
            "web",
        ],
        "both for outbound rules": [[group({ egress: [inline] }), separate(EGRESS)], /^egress is set/, "web"],
        "the older type of separate rules": [
            [group({ ingress: [inline] }), separate(RULE)],
            /^ingress is set/,
        ],
        "a preview": [
            [
                group({ ingress: [inline] }, { id: UNKNOWN }),
                {
                    ...separate(INGRESS, { securityGroupId: UNKNOWN }),
                    dependencies: { securityGroupId: [urnOf(group())] },
                },
            ],
            /^ingress is set/,
        ],
    },
    unknown: {
        "inline rules are": [[group({ ingress: UNKNOWN }), separate(INGRESS)], "fails"],
    },
});
