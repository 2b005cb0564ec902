/** The needs of a stack by quota. Pure functions over its resources. */
import { read, Stack } from "../../cost/stack";
import { type CostResource, Undetermined } from "../../cost/types";
import type { StackResource } from "../state/resources";
import { type Need, tally, type Tally } from "./need";
import { type QuotaName, quotas } from "./quotas";
import { cacheNodesOf, fargateCpus, membersOf, reservedOf, taskCpus, types } from "./workloads";

/** Quotas of so many resources of a type. */
const counted: readonly (readonly [QuotaName, readonly string[]])[] = [
    ["vpcs", ["aws:ec2/vpc:Vpc"]],
    ["addresses", ["aws:ec2/eip:Eip"]],
    ["internetGateways", ["aws:ec2/internetGateway:InternetGateway"]],
    // Every VPC comes with one.
    ["securityGroups", ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/vpc:Vpc"]],
    ["databaseClusters", [types.cluster]],
    ["distributions", ["aws:cloudfront/distribution:Distribution"]],
    ["keyGroups", ["aws:cloudfront/keyGroup:KeyGroup"]],
    ["buckets", ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]],
];

const BUS = "aws:cloudwatch/eventBus:EventBus";
const EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";

/** While a rotation runs: a former key, the one that signs, the next one, and the new one. */
const KEYS_OF_GROUP = 4;

/** Concurrency that Lambda never lets a function reserve; https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const UNRESERVED = 100;

/**
 * The needs of a stack by quota, when everything has scaled out and is being deployed.
 *
 * @param all its resources
 * @param region its region; resources elsewhere take nothing of that region's quotas
 */
export function needsOf(all: readonly StackResource[], region: string): Need[] {
    const resources = all.filter(({ props }) => isIn(props["region"], region));
    const stack = new Stack(resources);
    const needs: Need[] = [
        ...counted.map(([quota, ofTypes]) => {
            const everywhere = "region" in quotas[quota];
            return need(
                quota,
                tally((everywhere ? new Stack(all) : stack).all(...ofTypes), () => 1),
            );
        }),
        ...natGateways(stack),
        fullestGroup(resources),
        ...fullestBalancer(stack),
        functionInterfaces(stack),
        fullestBus(stack),
        need(
            "loadBalancers",
            tally(stack.all("aws:lb/loadBalancer:LoadBalancer"), (it) =>
                (read(it).text("loadBalancerType") ?? "application") === "application" ? 1 : 0,
            ),
        ),
        need(
            "fargateOnDemand",
            tally(stack.all(types.service, types.taskDefinition), (it) =>
                it.type === types.service ? fargateCpus(it, stack, "") : taskCpus(it, stack),
            ),
        ),
        need(
            "fargateSpot",
            tally(stack.all(types.service), (it) => fargateCpus(it, stack, "spot.")),
        ),
        {
            ...need(
                "concurrency",
                tally(stack.all(types.function), (it) => reservedOf(it, stack)),
            ),
            spare: UNRESERVED,
        },
        need(
            "publicKeys",
            tally(new Stack(all).all("aws:cloudfront/keyGroup:KeyGroup"), () => KEYS_OF_GROUP),
        ),
        need("databaseInstances", databaseInstances(stack)),
        need(
            "cacheNodes",
            tally(stack.all(types.replicationGroup, types.cacheCluster), (it) => cacheNodesOf(it)),
        ),
    ];
    return needs.filter(({ amount, unclear }) => amount > 0 || unclear.length > 0);
}

function need(quota: QuotaName, counts: Tally, where?: string): Need {
    return { quota, ...(where === undefined ? {} : { where }), ...counts };
}

function isIn(value: unknown, region: string): boolean {
    return typeof value !== "string" || value === "" || value === region;
}

/** Gateways by the zone of their subnet. */
function natGateways(stack: Stack): Need[] {
    const byZone = new Map<string, CostResource[]>();
    for (const gateway of stack.all("aws:ec2/natGateway:NatGateway")) {
        const [subnet] = stack.referredBy(gateway, "aws:ec2/subnet:Subnet");
        const zone = subnet?.props["availabilityZone"];
        const key = typeof zone === "string" ? zone : "";
        byZone.set(key, [...(byZone.get(key) ?? []), gateway]);
    }
    return [...byZone].map(([zone, gateways]) =>
        need(
            "natGateways",
            tally(gateways, () => 1),
            zone,
        ),
    );
}

const RULES: Readonly<Record<string, string>> = {
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "in",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "out",
};

/** The rules of the group and direction that has most. */
function fullestGroup(resources: readonly StackResource[]): Need {
    const groups = new Map<string, StackResource[]>();
    for (const rule of resources) {
        const direction = RULES[rule.type];
        const group = rule.propertyDependencies?.["securityGroupId"]?.join() ?? rule.props["securityGroupId"];
        if (direction === undefined || typeof group !== "string") continue;
        const key = `${direction} ${group}`;
        groups.set(key, [...(groups.get(key) ?? []), rule]);
    }
    const tallies = [...groups.values()].map((rules) => tally(rules, weightOf));
    return need("groupRules", {
        amount: Math.max(0, ...tallies.map(({ amount }) => amount)),
        unclear: tallies.flatMap(({ unclear }) => unclear),
    });
}

function weightOf(rule: CostResource): number {
    if (rule.props["prefixListId"] === undefined) return 1;
    throw new Undetermined("how many rules its prefix list counts as is not known");
}

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const RULE = "aws:lb/listenerRule:ListenerRule";

/** Rules and target groups of the load balancer that has most of each. */
function fullestBalancer(stack: Stack): Need[] {
    const balancers = stack.all("aws:lb/loadBalancer:LoadBalancer").map((balancer) => {
        const listeners = stack.referringTo(balancer, LISTENER);
        const rules = listeners.flatMap((listener) => stack.referringTo(listener, RULE));
        const groups = [...listeners, ...rules].flatMap((it) => stack.referredBy(it, TARGET_GROUP));
        return { rules: new Set(rules).size, groups: new Set(groups).size };
    });
    const most = (counts: readonly number[]): Tally => ({ amount: Math.max(0, ...counts), unclear: [] });
    return [
        need("balancerRules", most(balancers.map(({ rules }) => rules))),
        need("targetGroups", most(balancers.map(({ groups }) => groups))),
    ];
}

/** The rules of the bus that has most of this stack: one of its own, or that of the account. */
function fullestBus(stack: Stack): Need {
    const counts = stack.all(BUS).map((bus) => stack.referringTo(bus, EVENT_RULE).length);
    const ofAccount = stack
        .all(EVENT_RULE)
        .filter((rule) => !read(rule).has("eventBusName") && stack.referredBy(rule, BUS).length === 0);
    return need("busRules", { amount: Math.max(ofAccount.length, ...counts), unclear: [] });
}

/** Functions with the same security groups share an interface in each subnet. */
function functionInterfaces(stack: Stack): Need {
    const places = stack.all(types.function).flatMap((it) => {
        const groups = stack.referredBy(it, "aws:ec2/securityGroup:SecurityGroup");
        const key = groups.map(({ urn }) => urn).sort();
        return stack.referredBy(it, "aws:ec2/subnet:Subnet").map(({ urn }) => [urn, ...key].join());
    });
    return need("functionInterfaces", { amount: new Set(places).size, unclear: [] });
}

function databaseInstances(stack: Stack): Tally {
    const clusters = tally(stack.all(types.cluster), (it) => membersOf(it, stack));
    return {
        amount: clusters.amount + stack.all(types.instance).length,
        unclear: clusters.unclear,
    };
}
