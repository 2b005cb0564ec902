import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link createFixedInterface}. */
export interface FixedInterfaceArgs {
    /** A public subnet. */
    readonly subnetId: pulumi.Input<string>;
    readonly securityGroupIds: pulumi.Input<string>[];
    readonly description: string;
    /** Whether it takes and sends only its own traffic, which a NAT instance does not. @default true */
    readonly sourceDestCheck?: boolean;
}

/** A network interface that outlives the instance that has it. */
export interface FixedInterface {
    readonly interfaceId: pulumi.Output<string>;
    readonly publicIp: pulumi.Output<string>;
}

/**
 * A network interface with a public address. An Auto Scaling group of one gives it to each instance that it starts, so
 * that address and routes stay when an instance is replaced, and no instance needs permission to move them.
 * Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/examples-launch-templates-aws-cli.html
 */
export function createFixedInterface(
    name: string,
    { subnetId, securityGroupIds, description, sourceDestCheck = true }: FixedInterfaceArgs,
    options: pulumi.CustomResourceOptions,
): FixedInterface {
    const tags = { Name: name };
    const card = new ec2.NetworkInterface(
        name,
        { subnetId, securityGroups: securityGroupIds, description, sourceDestCheck, tags },
        options,
    );
    const address = new ec2.Eip(name, { domain: "vpc", networkInterface: card.id, tags }, options);
    return { interfaceId: card.id, publicIp: address.publicIp };
}

/**
 * How a group replaces its only instance: the old one goes first, as two cannot have one interface. EC2 frees it within a
 * minute or two; until then the group tries again.
 */
export const OLD_FIRST = { minHealthyPercentage: 0, maxHealthyPercentage: 100 };
