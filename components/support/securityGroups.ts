import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import { after } from "./after";
import type { Endpoint, Link } from "./link";
import { dashed } from "../../model/names";

/** A security group without rules: every rule is a resource of its own, from one group to another. */
export function createSecurityGroup(
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
): pulumi.CustomResource[] {
    const range = { ipProtocol: "tcp", fromPort: port, toPort: port, description };
    const out = new vpc.SecurityGroupEgressRule(
        `${name}-out`,
        { ...range, securityGroupId: from, referencedSecurityGroupId: securityGroupId },
        options,
    );
    const into = new vpc.SecurityGroupIngressRule(
        `${name}-in`,
        { ...range, securityGroupId, referencedSecurityGroupId: from },
        options,
    );
    return [out, into];
}

/**
 * Egress rules of a workload: HTTPS to AWS and other services, and the ports of its links.
 *
 * @returns id of the workload's security group, known once the rules exist
 */
export function allowEgress(
    name: string,
    { id }: ec2.SecurityGroup,
    { endpoints, plainHttp }: Required<Link>,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const rules = [
        allowOut(`${name}-https-out`, id, 443, "HTTPS to AWS and other services", options),
        ...(plainHttp
            ? [allowOut(`${name}-http-out`, id, 80, "HTTP to services without a domain", options)]
            : []),
        ...endpoints.flatMap((endpoint) =>
            allowBetween(`${name}-${dashed(endpoint.description)}`, id, endpoint, options),
        ),
    ];
    return after(id, rules);
}

function allowOut(
    name: string,
    securityGroupId: pulumi.Input<string>,
    port: number,
    description: string,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
    return new vpc.SecurityGroupEgressRule(
        name,
        {
            securityGroupId,
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: port,
            toPort: port,
            description,
        },
        options,
    );
}
