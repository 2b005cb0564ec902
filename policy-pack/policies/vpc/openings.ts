/** What security groups let in from everywhere, whichever way it is written. */
import type { Subject } from "../../core/rule";
import type { View } from "../../core/reading/view";

/** Types with ingress rules. */
export const GROUP_RULES = [
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/** Ports that are open to the internet. */
export interface Opening {
    readonly view: View;
    /** Property with the public source. */
    readonly source: string;
    readonly from: number;
    readonly to: number;
}

/** Protocols with ports. For all others but {@link WITHOUT}, AWS allows every port and ignores the range. */
const WITH_PORTS = ["tcp", "6", "udp", "17"];

/** Protocols that have types and codes where others have ports: they open none. */
const WITHOUT = ["icmp", "1", "icmpv6", "58"];

/** A network with fewer bits counts as public: it is larger than any private network. */
const LONGEST_WORLD = 7;

/** Addresses of IPv6 that no router on the internet passes on. */
const PRIVATE = /^f[cd][0-9a-f]{2}:/i;

/** Whether a network is the internet or a large part of it, in any notation: `0::/0`, `2000::/3`, `0.0.0.0/1`. */
function isWorld(cidr: string): boolean {
    const [, bits] = /^[0-9a-f.:]+\/(\d+)$/i.exec(cidr) ?? [];
    return bits !== undefined && Number(bits) <= LONGEST_WORLD && !PRIVATE.test(cidr);
}

/** Rules that let the whole internet in; a source or port that is not known is reported by the view. */
export function openToWorld(resource: Subject): Opening[] {
    switch (resource.type) {
        case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
            return opening(resource, "ipProtocol", single(resource, ["cidrIpv4", "cidrIpv6"]));
        case "aws:ec2/securityGroupRule:SecurityGroupRule":
            if (resource.word("type", "ingress") === "egress") return [];
            return opening(resource, "protocol", listed(resource));
        default:
            return resource.items("ingress").flatMap((rule) => opening(rule, "protocol", listed(rule)));
    }
}

/** Whether an opening covers a port. */
export function includesPort({ from, to }: Opening, port: number): boolean {
    return from <= port && port <= to;
}

function opening(view: View, protocol: string, source: string | undefined): Opening[] {
    if (source === undefined) return [];
    const word = view.word(protocol, "-1");
    if (word !== undefined && WITHOUT.includes(word)) return [];
    if (word !== undefined && !WITH_PORTS.includes(word)) return [{ view, source, from: 0, to: 65535 }];
    const from = view.number("fromPort", 0);
    const to = view.number("toPort", from ?? 0);
    return from === undefined || to === undefined ? [] : [{ view, source, from, to }];
}

function listed(view: View): string | undefined {
    return ["cidrBlocks", "ipv6CidrBlocks"].find((path) => view.strings(path).some(isWorld));
}

function single(view: View, paths: readonly string[]): string | undefined {
    return paths.find((path) => isWorld(view.string(path, "") ?? ""));
}
