/** How many addresses of each subnet a stack takes. Pure functions over its resources. */
import { read, Stack } from "../../cost/stack";
import type { CostResource } from "../../cost/types";
import { roundUp, tally } from "./need";
import { cacheNodesOf, membersOf, serversOf, tasksOf, types } from "./workloads";

/** A subnet, and the addresses that the stack takes of it. */
export interface SubnetNeed {
    readonly urn: string;
    readonly name: string;
    /** Addresses that AWS leaves to its users. */
    readonly usable: number;
    readonly needed: number;
    /** Why it could be more. */
    readonly unclear: readonly string[];
}

const SUBNET = "aws:ec2/subnet:Subnet";
const SUBNET_GROUPS = ["aws:rds/subnetGroup:SubnetGroup", "aws:elasticache/subnetGroup:SubnetGroup"];
const PROXY = "aws:rds/proxy:Proxy";

/** Of every subnet, whatever its size; https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const KEPT_BY_AWS = 5;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer */
const FREE_FOR_LOAD_BALANCER = 8;

/** For a proxy of a small database: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-network-prereqs.html */
const FREE_FOR_PROXY = 10;

/** Usable addresses of a block in CIDR notation. */
export function usableAddresses(cidr: string): number {
    const prefix = Number(/\/(\d{1,2})$/.exec(cidr)?.[1]);
    return Math.max(0, 2 ** (32 - prefix) - KEPT_BY_AWS);
}

/** Addresses in each of the subnets that something uses. */
type Share = (resource: CostResource, stack: Stack, subnets: number) => number;

/** So many in all, as evenly as it goes. */
const spread =
    (count: (resource: CostResource, stack: Stack) => number): Share =>
    (resource, stack, subnets) =>
        roundUp(count(resource, stack) / subnets);

const shares: Readonly<Record<string, Share>> = {
    [types.service]: spread(tasksOf),
    [types.group]: spread(serversOf),
    [types.cluster]: spread(membersOf),
    [types.instance]: spread((it) => (read(it).flag("multiAz") === true ? 2 : 1)),
    [types.replicationGroup]: spread(cacheNodesOf),
    [types.cacheCluster]: spread(cacheNodesOf),
    // Each further endpoint is a set of addresses of its own.
    [PROXY]: spread(
        (it, stack) =>
            FREE_FOR_PROXY * (1 + stack.referringTo(it, "aws:rds/proxyEndpoint:ProxyEndpoint").length),
    ),
    "aws:ec2/natGateway:NatGateway": () => 1,
    "aws:ec2/networkInterface:NetworkInterface": () => 1,
    "aws:lb/loadBalancer:LoadBalancer": () => FREE_FOR_LOAD_BALANCER,
    "aws:ec2/vpcEndpoint:VpcEndpoint": (it) => (read(it).text("vpcEndpointType") === "Interface" ? 1 : 0),
    // Functions with the same groups share an interface: see `distinct`.
    [types.function]: () => 1,
};

/** Addresses that a stack uses in its own subnets, scaled out and during a deployment. */
export function addressesOf(resources: readonly CostResource[]): SubnetNeed[] {
    const stack = new Stack(resources);
    const users = new Map<string, { resource: CostResource; subnets: number; name: string }[]>();
    for (const resource of distinct(stack)) {
        const subnets = subnetsOf(resource, stack);
        for (const { urn } of subnets) {
            const user = { resource, subnets: subnets.length, name: resource.name };
            users.set(urn, [...(users.get(urn) ?? []), user]);
        }
    }
    return stack.all(SUBNET).map((subnet) => {
        const { urn, name } = subnet;
        const { amount, unclear } = tally(users.get(urn) ?? [], ({ resource, subnets }) =>
            (shares[resource.type] ?? none)(resource, stack, subnets),
        );
        return {
            urn,
            name,
            usable: usableAddresses(read(subnet).needText("cidrBlock")),
            needed: amount,
            unclear,
        };
    });
}

const none: Share = () => 0;

/** All that uses subnets, but of functions with the same security groups and subnets the first only. */
function distinct(stack: Stack): CostResource[] {
    const seen = new Set<string>();
    return stack.all(...Object.keys(shares)).filter((resource) => {
        if (resource.type !== types.function) return true;
        const place = stack.referredBy(resource, SUBNET, "aws:ec2/securityGroup:SecurityGroup");
        const key = place
            .map(({ urn }) => urn)
            .sort()
            .join();
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
    });
}

function subnetsOf(resource: CostResource, stack: Stack): CostResource[] {
    const groups = stack.referredBy(resource, ...SUBNET_GROUPS);
    return [resource, ...groups].flatMap((it) => stack.referredBy(it, SUBNET));
}
