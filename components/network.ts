import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import { planAddresses, type Tier, type ZoneLetter } from "./support/cidr";
import { Component } from "./support/component";
import { createFlowLog } from "./support/flowLog";
import type { LogSettings } from "./support/logGroup";
import { createNetworkAcls, subnetsOfDefaultAcl } from "./support/networkAcls";
import { valueOf } from "./support/values";
import { createGatewayEndpoints, createInterfaceEndpoints } from "./support/vpcEndpoints";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
    /** Private IPv4 block, /16 to /21. Every zone owns a fixed eighth of it. */
    readonly cidr: string;
    /** Letters of two to six availability zones. */
    readonly zones: readonly ZoneLetter[];
    readonly region: string;
    readonly accountId: string;
    /** Way out of the private subnets: no NAT gateway, one for all zones, or one per zone. @default "perZone" */
    readonly nat?: "none" | "single" | "perZone";
    /** AWS services to reach through interface endpoints, such as `ecr.api`. @default none */
    readonly interfaceEndpoints?: readonly string[];
    /** Retention and key of the flow logs. */
    readonly logs: LogSettings;
}

/** What other components need to know of a network. */
export interface Vpc {
    readonly vpcId: pulumi.Input<string>;
    readonly publicSubnetIds: pulumi.Input<string>[];
    readonly privateSubnetIds: pulumi.Input<string>[];
    readonly isolatedSubnetIds: pulumi.Input<string>[];
}

/** Shares of a zone's block. New tiers go to the end of the list, into the quarter that is left. */
const TIERS: readonly Tier[] = [
    { name: "private", share: 1 / 2 },
    { name: "public", share: 1 / 8 },
    { name: "isolated", share: 1 / 8 },
];

/**
 * A VPC of public, private and isolated subnets in two to six zones. Addresses are planned so that adding a
 * zone renumbers nothing. The default security group, network ACL and route table let nothing through.
 */
export class Network extends Component implements Vpc {
    readonly vpcId: pulumi.Output<string>;
    readonly cidr: string;
    readonly publicSubnetIds: pulumi.Output<string>[];
    readonly privateSubnetIds: pulumi.Output<string>[];
    readonly isolatedSubnetIds: pulumi.Output<string>[];

    private readonly vpc: ec2.Vpc;

    constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
        super("Network", name, options);
        this.cidr = args.cidr;
        this.vpc = this.createVpc();
        const subnets = this.createSubnets(args);
        const gateway = this.createInternetGateway();
        const publicRoutes = this.createPublicRoutes(args.zones, subnets, gateway);
        const nat = this.createNat(args, subnets, [gateway]);
        const privateRoutes = args.zones.map((zone) => this.createPrivateRoutes(zone, subnets, nat));
        const isolatedRoutes = this.createIsolatedRoutes(args.zones, subnets);

        const ids = idsByTier(args.zones, subnets);
        const { cidr, region, interfaceEndpoints } = args;
        const routeTableIds = [publicRoutes, ...privateRoutes, isolatedRoutes].map(({ id }) => id);
        const base = { vpcId: this.vpc.id, cidr };
        this.closeDefaults(createNetworkAcls(name, { ...base, subnetIds: ids }, this.child));
        createGatewayEndpoints(name, { ...base, region, routeTableIds }, this.child);
        createInterfaceEndpoints(
            name,
            { ...base, region, services: interfaceEndpoints ?? [], subnetIds: ids.private },
            this.child,
        );
        createFlowLog(name, { ...base, accountId: args.accountId, logs: args.logs }, this.child);

        this.vpcId = this.vpc.id;
        this.publicSubnetIds = ids.public;
        this.privateSubnetIds = ids.private;
        this.isolatedSubnetIds = ids.isolated;
        this.delegations.push(subnetsOfDefaultAcl(`${name}-default`));
        this.registerOutputs({
            vpcId: this.vpcId,
            cidr: this.cidr,
            publicSubnetIds: this.publicSubnetIds,
            privateSubnetIds: this.privateSubnetIds,
            isolatedSubnetIds: this.isolatedSubnetIds,
        });
    }

    private createVpc(): ec2.Vpc {
        return new ec2.Vpc(
            this.name,
            {
                cidrBlock: this.cidr,
                enableDnsSupport: true,
                enableDnsHostnames: true,
                tags: { Name: this.name },
            },
            this.child,
        );
    }

    private createSubnets({ cidr, zones, region }: NetworkArgs): Subnets {
        const plan = this.orRefuse(() => planAddresses(cidr, zones, TIERS));
        const subnets: Subnets = {};
        for (const { name: tier } of TIERS) {
            for (const zone of zones) {
                const name = `${this.name}-${tier}-${zone}`;
                subnets[`${tier}-${zone}`] = new ec2.Subnet(
                    name,
                    {
                        vpcId: this.vpc.id,
                        cidrBlock: valueOf(valueOf(plan, tier), zone),
                        availabilityZone: `${region}${zone}`,
                        // Nothing gets a public address by being started; what needs one asks for it.
                        mapPublicIpOnLaunch: false,
                        tags: { Name: name, Tier: tier },
                    },
                    this.child,
                );
            }
        }
        return subnets;
    }

    private createInternetGateway(): ec2.InternetGateway {
        return new ec2.InternetGateway(
            this.name,
            { vpcId: this.vpc.id, tags: { Name: this.name } },
            this.child,
        );
    }

    private createRouteTable(suffix: string): ec2.RouteTable {
        const name = `${this.name}-${suffix}`;
        return new ec2.RouteTable(name, { vpcId: this.vpc.id, tags: { Name: name } }, this.child);
    }

    private associate(
        table: ec2.RouteTable,
        tier: string,
        zones: readonly ZoneLetter[],
        subnets: Subnets,
    ): void {
        for (const zone of zones) {
            new ec2.RouteTableAssociation(
                `${this.name}-${tier}-${zone}`,
                { routeTableId: table.id, subnetId: valueOf(subnets, `${tier}-${zone}`).id },
                this.child,
            );
        }
    }

    private createPublicRoutes(
        zones: readonly ZoneLetter[],
        subnets: Subnets,
        gateway: ec2.InternetGateway,
    ): ec2.RouteTable {
        const table = this.createRouteTable("public");
        new ec2.Route(
            `${this.name}-public`,
            { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
            this.child,
        );
        this.associate(table, "public", zones, subnets);
        return table;
    }

    /** NAT gateways by zone; a single one stands in the first zone and serves all. */
    private createNat(
        { nat = "perZone", zones }: NetworkArgs,
        subnets: Subnets,
        dependsOn: pulumi.Resource[],
    ): Partial<Record<ZoneLetter, ec2.NatGateway>> {
        const [first] = zones;
        const placed = nat === "perZone" ? zones : nat === "single" && first ? [first] : [];
        const gateways = Object.fromEntries(
            placed.map((zone) => {
                const name = `${this.name}-nat-${zone}`;
                const address = new ec2.Eip(name, { domain: "vpc", tags: { Name: name } }, this.child);
                const subnetId = valueOf(subnets, `public-${zone}`).id;
                const args = { subnetId, allocationId: address.id, tags: { Name: name } };
                return [zone, new ec2.NatGateway(name, args, { ...this.child, dependsOn })];
            }),
        ) as Partial<Record<ZoneLetter, ec2.NatGateway>>;
        const shared = nat === "single" && first ? gateways[first] : undefined;
        return shared ? Object.fromEntries(zones.map((zone) => [zone, shared])) : gateways;
    }

    private createPrivateRoutes(
        zone: ZoneLetter,
        subnets: Subnets,
        nat: Partial<Record<ZoneLetter, ec2.NatGateway>>,
    ): ec2.RouteTable {
        const table = this.createRouteTable(`private-${zone}`);
        const gateway = nat[zone];
        if (gateway) {
            new ec2.Route(
                `${this.name}-private-${zone}`,
                { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id },
                this.child,
            );
        }
        this.associate(table, "private", [zone], subnets);
        return table;
    }

    private createIsolatedRoutes(zones: readonly ZoneLetter[], subnets: Subnets): ec2.RouteTable {
        const table = this.createRouteTable("isolated");
        this.associate(table, "isolated", zones, subnets);
        return table;
    }

    /** What AWS makes with every VPC would let things through: emptied. */
    private closeDefaults(acls: ec2.NetworkAcl[]): void {
        const name = `${this.name}-default`;
        const tags = { Name: `${name}-closed` };
        new ec2.DefaultSecurityGroup(name, { vpcId: this.vpc.id, ingress: [], egress: [], tags }, this.child);
        new ec2.DefaultRouteTable(
            name,
            { defaultRouteTableId: this.vpc.defaultRouteTableId, routes: [], tags },
            this.child,
        );
        new ec2.DefaultNetworkAcl(
            name,
            { defaultNetworkAclId: this.vpc.defaultNetworkAclId, ingress: [], egress: [], tags },
            // AWS puts every new subnet here until it has an ACL of its own; after that none is left.
            { ...this.child, ignoreChanges: ["subnetIds"], dependsOn: acls },
        );
    }
}

/** Subnets by `<tier>-<zone>`. */
type Subnets = Record<string, ec2.Subnet>;

function idsByTier(
    zones: readonly ZoneLetter[],
    subnets: Subnets,
): Record<"public" | "private" | "isolated", pulumi.Output<string>[]> {
    const of = (tier: string): pulumi.Output<string>[] =>
        zones.map((zone) => valueOf(subnets, `${tier}-${zone}`).id);
    return { public: of("public"), private: of("private"), isolated: of("isolated") };
}
