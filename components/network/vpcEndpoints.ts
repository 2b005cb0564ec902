import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import { endpointPolicy, type EndpointOwner } from "./endpointPolicy";
import { createSecurityGroup } from "../support/securityGroups";
import { dashed } from "../../model/names";

interface EndpointsArgs extends EndpointOwner {
    readonly vpcId: pulumi.Input<string>;
}

/** Free of charge, so always there: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
const GATEWAYS = ["s3", "dynamodb"];

/** Routes to S3 and DynamoDB that do not pass the internet. */
export function createGatewayEndpoints(
    prefix: string,
    args: EndpointsArgs & { readonly routeTableIds: pulumi.Input<string>[] },
    options: pulumi.CustomResourceOptions,
): ec2.VpcEndpoint[] {
    return GATEWAYS.map((service) => {
        const name = `${prefix}-${service}`;
        return new ec2.VpcEndpoint(
            name,
            {
                vpcId: args.vpcId,
                serviceName: `com.amazonaws.${args.region}.${service}`,
                vpcEndpointType: "Gateway",
                routeTableIds: args.routeTableIds,
                ...withPolicy(service, args),
                tags: { Name: name },
            },
            options,
        );
    });
}

/** Arguments of {@link createInterfaceEndpoints}. */
export interface InterfaceEndpointsArgs extends EndpointsArgs {
    /** Names of AWS services, such as `ecr.api`; with none, nothing is made. */
    readonly services: readonly string[];
    readonly subnetIds: pulumi.Input<string>[];
    /** The VPC's block, from which the endpoints may be called. */
    readonly cidr: string;
}

/** Private addresses of AWS services inside the VPC. */
export function createInterfaceEndpoints(
    prefix: string,
    { services, ...args }: InterfaceEndpointsArgs,
    options: pulumi.CustomResourceOptions,
): ec2.VpcEndpoint[] {
    if (services.length === 0) return [];
    const securityGroup = createEndpointGroup(`${prefix}-endpoints`, args, options);
    return services.map((service) => {
        const name = `${prefix}-${dashed(service)}`;
        return new ec2.VpcEndpoint(
            name,
            {
                vpcId: args.vpcId,
                serviceName: `com.amazonaws.${args.region}.${service}`,
                vpcEndpointType: "Interface",
                subnetIds: args.subnetIds,
                securityGroupIds: [securityGroup.id],
                privateDnsEnabled: true,
                ...withPolicy(service, args),
                tags: { Name: name },
            },
            options,
        );
    });
}

function withPolicy(service: string, owner: EndpointOwner): { readonly policy?: pulumi.Output<string> } {
    const policy = endpointPolicy(service, owner);
    return policy === undefined ? {} : { policy };
}

function createEndpointGroup(
    name: string,
    { vpcId, cidr }: Pick<InterfaceEndpointsArgs, "vpcId" | "cidr">,
    options: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
    const group = createSecurityGroup(name, "Interface endpoints of AWS services", vpcId, options);
    new vpc.SecurityGroupIngressRule(
        name,
        {
            securityGroupId: group.id,
            cidrIpv4: cidr,
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            description: "HTTPS from the VPC",
        },
        options,
    );
    return group;
}
