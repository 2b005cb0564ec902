import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { fitted } from "../../model/nameLengths";
import { serviceTrust, type Statement } from "../support/iam";
import { type Link, secretStatements } from "../support/link";
import { grant } from "../support/rolePolicies";

interface FunctionRoleArgs {
    readonly region: string;
    readonly links: Required<Link>;
    readonly logGroupArn: pulumi.Input<string>;
    /** Statements besides logs, traces, and links. */
    readonly statements: readonly Statement[];
}

/** A function's role, and its permissions, which have to be there before Lambda looks at them. */
export interface FunctionRole {
    readonly arn: pulumi.Output<string>;
    readonly permissions: pulumi.Resource[];
}

/** The role of one function: logs, traces, links, and nothing else. */
export function createFunctionRole(
    name: string,
    { region, links, logGroupArn, statements }: FunctionRoleArgs,
    options: pulumi.CustomResourceOptions,
): FunctionRole {
    const role = new iam.Role(
        fitted(name, "aws:iam/role:Role"),
        { assumeRolePolicy: serviceTrust("lambda.amazonaws.com") },
        options,
    );
    const all: Statement[] = [
        {
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [pulumi.interpolate`${logGroupArn}:*`],
        },
        // Traces belong to no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
        { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] },
        ...links.statements,
        ...secretStatements(links.secrets, region),
        ...statements,
        // The function uses a resource in a VPC, so it is in the VPC, too.
        ...(links.endpoints.length > 0 ? inVpc(region) : []),
    ];
    return { arn: role.arn, permissions: grant(name, role, all, options) };
}

const INTERFACES = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
];

/**
 * Permissions by which Lambda connects a function to a VPC; the function's own code is refused them. AWS's own policy
 * also allows any log.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
function inVpc(region: string): Statement[] {
    return [
        { sid: "Interfaces", actions: INTERFACES, resources: ["*"] },
        {
            sid: "LambdaOnly",
            effect: "Deny",
            actions: INTERFACES,
            resources: ["*"],
            // There for calls that the code makes, and for no others.
            conditions: { ArnLike: { "lambda:SourceFunctionArn": `arn:aws:lambda:${region}:*:function:*` } },
        },
    ];
}
