import * as autoscaling from "@pulumi/aws/autoscaling";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { createFixedInterface, OLD_FIRST } from "../support/fixedInterface";
import { createInstanceProfile } from "../support/instanceProfile";
import { createLaunchTemplate } from "../support/launchTemplate";
import { createSecurityGroup } from "../support/securityGroups";
import { FORWARDED_PORTS, natScript } from "./natScript";

/** Arguments of {@link createNatInstance}. */
export interface NatInstanceArgs {
    readonly vpcId: pulumi.Input<string>;
    /** The VPC's block in CIDR notation. */
    readonly cidr: string;
    /** Zone that it stands in, such as `eu-west-1a`. */
    readonly zone: string;
    /** Public subnet of that zone, known once it leads to the internet. */
    readonly subnetId: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts its disk; EC2 Auto Scaling must be allowed to use it. */
    readonly keyArn: pulumi.Input<string>;
    /** Tags of instance and disk, which a provider's default tags do not reach. @default their name only */
    readonly tags?: Readonly<Record<string, string>>;
}

/** A NAT instance, as routes and CloudWatch know it. */
export interface NatInstance {
    /** Where the private subnets' routes lead. */
    readonly interfaceId: pulumi.Output<string>;
    readonly groupName: pulumi.Output<string>;
}

/** About a seventh of a gateway's price. Its processor decides which image is used. */
const INSTANCE_TYPE = "t4g.nano";
const STORAGE_GIB = 8;

/** Seconds that a starting instance may fail its status checks. */
const START_SECONDS = 120;

/** Replaced after 30 days, so that it runs the updates of the newest image. */
const LIFETIME_SECONDS = 30 * 86_400;

/**
 * A small instance that does the work of a NAT gateway for all private subnets: HTTP and HTTPS out, nothing in. People
 * reach it through Systems Manager only. A group of one replaces it when it fails, and the new one gets the same
 * interface, so that routes and address stay; the private subnets have no way out for two or three minutes.
 */
export function createNatInstance(
    name: string,
    args: NatInstanceArgs,
    options: pulumi.CustomResourceOptions,
): NatInstance {
    const { interfaceId } = createFixedInterface(
        name,
        {
            subnetId: args.subnetId,
            securityGroupIds: [openGroup(name, args, options)],
            description: `NAT instance ${name}`,
            // What it forwards is neither from nor to itself.
            sourceDestCheck: false,
        },
        options,
    );
    const template = createLaunchTemplate(
        name,
        {
            instanceType: INSTANCE_TYPE,
            storageGib: STORAGE_GIB,
            keyArn: args.keyArn,
            attached: { interfaceId },
            // Systems Manager may manage it, and it may do nothing else.
            instanceProfileArn: createInstanceProfile(name, options),
            userData: natScript(args.cidr),
            tags: args.tags ?? {},
        },
        options,
    );
    const tags = Object.entries({ ...args.tags, Name: name });
    const group = new autoscaling.Group(
        name,
        {
            minSize: 1,
            maxSize: 1,
            // The interface decides about the subnet.
            availabilityZones: [args.zone],
            launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            healthCheckType: "EC2",
            healthCheckGracePeriod: START_SECONDS,
            maxInstanceLifetime: LIFETIME_SECONDS,
            instanceMaintenancePolicy: OLD_FIRST,
            instanceRefresh: { strategy: "Rolling", preferences: OLD_FIRST },
            enabledMetrics: ["GroupInServiceInstances"],
            metricsGranularity: "1Minute",
            tags: tags.map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
        },
        options,
    );
    // Routes to an interface that nothing serves would lose what is sent through them.
    return { interfaceId: after(interfaceId, [group]), groupName: group.name };
}

/** Its security group, which lets through what workloads may send. */
function openGroup(
    name: string,
    { vpcId, cidr }: NatInstanceArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const group = createSecurityGroup(name, `NAT instance ${name}`, vpcId, options);
    const rules = FORWARDED_PORTS.flatMap((port) => {
        const range = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: port, toPort: port };
        return [
            new vpc.SecurityGroupIngressRule(
                `${name}-${port}-in`,
                { ...range, cidrIpv4: cidr, description: "Connections of the private subnets" },
                options,
            ),
            new vpc.SecurityGroupEgressRule(
                `${name}-${port}-out`,
                { ...range, cidrIpv4: "0.0.0.0/0", description: "Their way out" },
                options,
            ),
        ];
    });
    return after(group.id, rules);
}
