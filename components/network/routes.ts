import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import type { ZoneLetter } from "../../model/cidr";
import { after } from "../support/after";
import { createNatInstance, type NatInstance, type NatInstanceArgs } from "./natInstance";
import { valueOf } from "../support/values";
import type { Nat } from "../../model/choices";

/** Subnets by `<tier>-<zone>`. */
export type Subnets = Readonly<Record<string, ec2.Subnet>>;

/** Arguments of {@link createRoutes}. */
export interface RoutesArgs {
    readonly vpcId: pulumi.Input<string>;
    readonly zones: readonly ZoneLetter[];
    readonly subnets: Subnets;
    /** Way out of the private subnets. */
    readonly nat: Nat;
    /** Zone of a single NAT gateway or instance. */
    readonly natZone: ZoneLetter;
    /** Name of the region, and what a NAT instance needs. */
    readonly region: string;
    readonly instance: Pick<NatInstanceArgs, "cidr" | "tags"> & {
        readonly keyArn: pulumi.Input<string> | undefined;
    };
}

/** Route tables, and the routing resources of each subnet. */
export interface Routes {
    readonly tables: ec2.RouteTable[];
    /** Association and routes by `<tier>-<zone>`: a subnet is ready once they exist. */
    readonly routing: Readonly<Record<string, pulumi.CustomResource[]>>;
    /** NAT gateways by the zone that they stand in. */
    readonly natGateways: Readonly<Record<string, ec2.NatGateway>>;
    /** Undefined with NAT gateways, or none. */
    readonly natInstance: NatInstance | undefined;
}

const ANYWHERE = { destinationCidrBlock: "0.0.0.0/0" };

/** Routes of a network: to the internet from the public subnets, through NAT from the private, none from the isolated. */
export function createRoutes(
    prefix: string,
    args: RoutesArgs,
    options: pulumi.CustomResourceOptions,
): Routes {
    const { vpcId, zones } = args;
    const table = (suffix: string): ec2.RouteTable => {
        const name = `${prefix}-${suffix}`;
        return new ec2.RouteTable(name, { vpcId, tags: { Name: name } }, options);
    };
    const route = (suffix: string, { id }: ec2.RouteTable, to: Partial<ec2.RouteArgs>): ec2.Route =>
        new ec2.Route(`${prefix}-${suffix}`, { routeTableId: id, ...ANYWHERE, ...to }, options);
    const routing: Record<string, pulumi.CustomResource[]> = {};
    const associate = (subnet: string, { id }: ec2.RouteTable, routes: ec2.Route[]): void => {
        const ids = { routeTableId: id, subnetId: valueOf(args.subnets, subnet).id };
        routing[subnet] = [new ec2.RouteTableAssociation(`${prefix}-${subnet}`, ids, options), ...routes];
    };

    const gateway = new ec2.InternetGateway(prefix, { vpcId, tags: { Name: prefix } }, options);
    const publicTable = table("public");
    const toInternet = route("public", publicTable, { gatewayId: gateway.id });
    for (const zone of zones) associate(`public-${zone}`, publicTable, [toInternet]);

    const nat = createNat(prefix, args, gateway, options);
    const natInstance = createInstance(prefix, args, valueOf(routing, `public-${args.natZone}`), options);
    const privateTables = zones.map((zone) => {
        const own = table(`private-${zone}`);
        const natGatewayId = nat.serving(zone)?.id;
        const networkInterfaceId = natInstance?.interfaceId;
        const way = natGatewayId ? { natGatewayId } : networkInterfaceId && { networkInterfaceId };
        const routes = way ? [route(`private-${zone}`, own, way)] : [];
        associate(`private-${zone}`, own, routes);
        return own;
    });

    const isolatedTable = table("isolated");
    for (const zone of zones) associate(`isolated-${zone}`, isolatedTable, []);
    const tables = [publicTable, ...privateTables, isolatedTable];
    return { tables, routing, natGateways: nat.standing, natInstance };
}

/** The NAT instance, if there is one. It needs the public subnet's way out as soon as it starts. */
function createInstance(
    prefix: string,
    { nat, natZone, region, subnets, vpcId, instance }: RoutesArgs,
    routing: readonly pulumi.CustomResource[],
    options: pulumi.CustomResourceOptions,
): NatInstance | undefined {
    if (nat !== "instance") return undefined;
    const { keyArn } = instance;
    if (keyArn === undefined) throw new Error("nat instance needs keyArn: the key that encrypts its disk");
    const subnetId = after(valueOf(subnets, `public-${natZone}`).id, routing);
    const args = { ...instance, keyArn, vpcId, subnetId, zone: `${region}${natZone}` };
    return createNatInstance(`${prefix}-nat`, args, options);
}

/** NAT gateways by zone; a single one serves all. */
function createNat(
    prefix: string,
    { nat, natZone, zones, subnets }: RoutesArgs,
    gateway: ec2.InternetGateway,
    options: pulumi.CustomResourceOptions,
) {
    const placed = { perZone: zones, single: [natZone], instance: [], none: [] }[nat];
    const standing = Object.fromEntries(
        placed.map((zone) => {
            const name = `${prefix}-nat-${zone}`;
            const address = new ec2.Eip(name, { domain: "vpc", tags: { Name: name } }, options);
            const subnetId = valueOf(subnets, `public-${zone}`).id;
            const args = { subnetId, allocationId: address.id, tags: { Name: name } };
            return [zone, new ec2.NatGateway(name, args, { ...options, dependsOn: [gateway] })];
        }),
    ) as Partial<Record<ZoneLetter, ec2.NatGateway>>;
    return {
        standing: standing as Readonly<Record<string, ec2.NatGateway>>,
        serving: (zone: ZoneLetter) => standing[nat === "single" ? natZone : zone],
    };
}
