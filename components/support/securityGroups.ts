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

/**
 * What a rule lets through. AWS would change it in place, at once, and cut off what still runs with the old port or
 * target. As a replacement the new rule comes first, then the workloads that wait for it are deployed, and the old rule
 * goes last of all.
 */
const REACH = ["fromPort", "toPort", "securityGroupId", "referencedSecurityGroupId"];

/** Opens one TCP port from one group to another: a rule on each side, and nothing else. */
export function allowBetween(
    name: string,
    from: pulumi.Input<string>,
    { securityGroupId, port, description }: Endpoint,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
    const range = { ipProtocol: "tcp", fromPort: port, toPort: port, description };
    const rule = { ...options, replaceOnChanges: REACH };
    const out = new vpc.SecurityGroupEgressRule(
        `${name}-out`,
        { ...range, securityGroupId: from, referencedSecurityGroupId: securityGroupId },
        rule,
    );
    const into = new vpc.SecurityGroupIngressRule(
        `${name}-in`,
        { ...range, securityGroupId, referencedSecurityGroupId: from },
        rule,
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
        ...distinct(endpoints).flatMap((endpoint) =>
            allowBetween(`${name}-${dashed(endpoint.description)}`, id, endpoint, options),
        ),
    ];
    return after(id, rules);
}

/**
 * Servers of somebody else's may share a group and a port: the second rule would be the first one again, which AWS refuses
 * (InvalidPermission.Duplicate). Each of the program's own has a group of its own.
 */
function distinct(endpoints: readonly Endpoint[]): Endpoint[] {
    const seen = new Set<string>();
    return endpoints.filter(({ securityGroupId, port }) => {
        if (typeof securityGroupId !== "string" || typeof port !== "number") return true;
        const rule = `${securityGroupId} ${port}`;
        return !seen.has(rule) && seen.add(rule);
    });
}

/**
 * The security groups of a workload that others may call: its own, and beside it the one with which it reaches its links,
 * where it shares that with others.
 *
 * @returns their ids, known once the rules exist
 */
export function openedGroups(
    name: string,
    own: ec2.SecurityGroup,
    callerGroupId: pulumi.Input<string> | undefined,
    links: Required<Link>,
    options: pulumi.CustomResourceOptions,
): pulumi.Input<string>[] {
    if (callerGroupId === undefined) return [allowEgress(name, own, links, options)];
    return [allowEgress(name, own, { ...links, endpoints: [] }, options), callerGroupId];
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
