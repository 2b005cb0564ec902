import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { after } from "../support/after";
import { planAddresses, type Tier, type ZoneLetter } from "../../model/cidr";
import { Component } from "../support/component";
import { createFlowLog } from "./flowLog";
import type { LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import type { NatInstance } from "./natInstance";
import { natInstanceAlarms, natInstanceWidgets } from "./natInstanceMetrics";
import { natAlarms, natWidgets } from "./natMetrics";
import { createNetworkAcls, subnetsOfDefaultAcl } from "./networkAcls";
import { zoneOfNat } from "../../model/natZone";
import { CallerGroups, type Reach } from "./callerGroup";
import type { ReachingVpc } from "./vpc";
import { createRoutes, type Subnets } from "./routes";
import { mapValues, valueOf } from "../support/values";
import { createGatewayEndpoints, createInterfaceEndpoints } from "./vpcEndpoints";
import type { Nat } from "../../model/choices";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
    /** Private IPv4 block, /16 to /21. Every zone owns a fixed eighth of it. */
    readonly cidr: string;
    /** Letters of two to six availability zones. */
    readonly zones: readonly ZoneLetter[];
    readonly region: string;
    readonly accountId: string;
    /**
     * Way out of the private subnets: none, a NAT instance or a NAT gateway for all zones, or a gateway per zone.
     * @default "perZone"
     */
    readonly nat?: Nat;
    /** Zone of a single NAT gateway or instance; another one has another address. @default the first zone of the alphabet */
    readonly natZone?: ZoneLetter | undefined;
    /** AWS services to reach through interface endpoints, such as `ecr.api`. @default none */
    readonly interfaceEndpoints?: readonly string[];
    /**
     * Organisation of AWS whose accounts may use each other's resources through the VPC's endpoints, such as
     * `o-a1b2c3d4e5`. @default this account's principals and resources only
     */
    readonly organizationId?: string | undefined;
    /** Tags of a NAT instance and its disk, which a provider's default tags do not reach. @default their name only */
    readonly tags?: Readonly<Record<string, string>>;
    /** Retention and key of the flow logs; the key encrypts the disk of a NAT instance, too. */
    readonly logs: LogSettings;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
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
export class Network extends Component implements ReachingVpc, Monitored {
    readonly vpcId: pulumi.Output<string>;
    readonly cidr: string;
    /** Known once they have a route to the internet. */
    readonly publicSubnetIds: pulumi.Output<string>[];
    /** Known once their routes and the VPC endpoints exist: instances and tasks need both to start. */
    readonly privateSubnetIds: pulumi.Output<string>[];
    /** Known once nothing leads out of them; they wait for no gateway. */
    readonly isolatedSubnetIds: pulumi.Output<string>[];
    /** Zones of the public subnets, in their order. */
    readonly publicZones: readonly string[];

    private readonly vpc: ec2.Vpc;
    private readonly callers: CallerGroups;
    /** Ids by the zone that they stand in. */
    private readonly natGateways: Readonly<Record<string, pulumi.Output<string>>>;
    private readonly natInstance: NatInstance | undefined;

    constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
        super("Network", name, options);
        this.cidr = args.cidr;
        this.vpc = this.createVpc();
        this.callers = new CallerGroups(name, this.vpc.id, this.child);
        const { cidr, region, accountId, organizationId, nat = defaults.network.nat, natZone } = args;
        // The order of a list in a stack file decides nothing.
        const zones = [...args.zones].sort();
        const subnets = this.createSubnets(zones, args);
        const base = { vpcId: this.vpc.id, cidr };
        const { tables, routing, natGateways, natInstance } = this.orRefuse(() =>
            createRoutes(
                name,
                {
                    ...{ ...base, zones, subnets, nat, region, natZone: zoneOfNat(zones, natZone) },
                    instance: { cidr, keyArn: args.logs.keyArn, ...(args.tags ? { tags: args.tags } : {}) },
                },
                this.child,
            ),
        );
        const ids = idsByTier(zones, subnets);
        this.closeDefaults(createNetworkAcls(name, { ...base, subnetIds: ids }, this.child));
        const routeTableIds = tables.map(({ id }) => id);
        const owner = { ...base, region, accountId, organizationId };
        const endpoints = [
            ...createGatewayEndpoints(name, { ...owner, routeTableIds }, this.child),
            ...createInterfaceEndpoints(
                name,
                { ...owner, services: args.interfaceEndpoints ?? [], subnetIds: ids.private },
                this.child,
            ),
        ];
        this.natGateways = mapValues(natGateways, ({ id }) => id);
        this.natInstance = natInstance;
        this.watchNat(args);
        createFlowLog(name, { ...base, accountId: args.accountId, logs: args.logs }, this.child);

        const given = idsByTier(zones, subnets, (subnet) => [
            ...valueOf(routing, subnet),
            ...(subnet.startsWith("private-") ? endpoints : []),
        ]);
        this.vpcId = this.vpc.id;
        this.publicSubnetIds = given.public;
        this.privateSubnetIds = given.private;
        this.isolatedSubnetIds = given.isolated;
        this.publicZones = zones.map((zone) => `${region}${zone}`);
        this.delegations.push(subnetsOfDefaultAcl(`${name}-default`));
        this.registerOutputs({
            vpcId: this.vpcId,
            cidr: this.cidr,
            publicSubnetIds: this.publicSubnetIds,
            privateSubnetIds: this.privateSubnetIds,
            isolatedSubnetIds: this.isolatedSubnetIds,
        });
    }

    callerGroup(reach: Reach): pulumi.Output<string> | undefined {
        return this.callers.of(reach);
    }

    dashboardRow(): DashboardRow {
        return {
            title: `Network ${this.name}`,
            widgets: [...natWidgets(this.natGateways), ...natInstanceWidgets(this.natInstance)],
        };
    }

    private watchNat({ alarmTopicArn }: NetworkArgs): void {
        for (const [zone, id] of Object.entries(this.natGateways)) {
            const name = `${this.name}-nat-${zone}`;
            createAlarms(name, alarmTopicArn, natAlarms(name, id), this.child);
        }
        if (this.natInstance === undefined) return;
        const name = `${this.name}-nat`;
        createAlarms(name, alarmTopicArn, natInstanceAlarms(name, this.natInstance), this.child);
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

    private createSubnets(zones: readonly ZoneLetter[], { cidr, region }: NetworkArgs): Subnets {
        const plan = this.orRefuse(() => planAddresses(cidr, zones, TIERS));
        const subnets: Record<string, ec2.Subnet> = {};
        for (const { name: tier } of TIERS) {
            for (const zone of zones) {
                const name = `${this.name}-${tier}-${zone}`;
                subnets[`${tier}-${zone}`] = new ec2.Subnet(
                    name,
                    {
                        vpcId: this.vpc.id,
                        cidrBlock: valueOf(valueOf(plan, tier), zone),
                        availabilityZone: `${region}${zone}`,
                        // No instance gets a public address by default; load balancers and NAT gateways request theirs.
                        mapPublicIpOnLaunch: false,
                        tags: { Name: name, Tier: tier },
                    },
                    this.child,
                );
            }
        }
        return subnets;
    }

    /** The default security group and ACL of the VPC allow traffic: removes their rules. */
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

/** Ids of the subnets by tier. */
type SubnetIds = Record<"public" | "private" | "isolated", pulumi.Output<string>[]>;

function idsByTier(
    zones: readonly ZoneLetter[],
    subnets: Subnets,
    needs: (subnet: string) => readonly pulumi.CustomResource[] = () => [],
): SubnetIds {
    const of = (tier: string): pulumi.Output<string>[] =>
        zones
            .map((zone) => `${tier}-${zone}`)
            .map((subnet) => after(valueOf(subnets, subnet).id, needs(subnet)));
    return { public: of("public"), private: of("private"), isolated: of("isolated") };
}
