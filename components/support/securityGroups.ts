import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import type { Endpoint } from "./link";

/** A security group without rules: every rule is a resource of its own, from one group to another. */
export function securityGroup(
    name: string,
    description: string,
    vpcId: pulumi.Input<string>,
    options: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
    return new ec2.SecurityGroup(name, { vpcId, description, tags: { Name: name } }, options);
}

/** Opens one TCP port from one group to another: a rule on each side, and nothing else. */
export function allowBetween(
    name: string,
    from: pulumi.Input<string>,
    { securityGroupId, port, description }: Endpoint,
    options: pulumi.CustomResourceOptions,
): void {
    const range = { ipProtocol: "tcp", fromPort: port, toPort: port, description };
    new vpc.SecurityGroupEgressRule(
        `${name}-out`,
        { ...range, securityGroupId: from, referencedSecurityGroupId: securityGroupId },
        options,
    );
    new vpc.SecurityGroupIngressRule(
        `${name}-in`,
        { ...range, securityGroupId, referencedSecurityGroupId: from },
        options,
    );
}

/** Lets a group call AWS and other services over HTTPS. */
export function allowHttpsOut(
    name: string,
    securityGroupId: pulumi.Input<string>,
    options: pulumi.CustomResourceOptions,
): void {
    new vpc.SecurityGroupEgressRule(
        `${name}-https-out`,
        {
            securityGroupId,
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            description: "HTTPS to AWS and other services",
        },
        options,
    );
}
