import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, serviceTrust, type Statement } from "./iam";
import { type Link, secretStatements } from "./link";

interface FunctionRoleArgs {
    readonly region: string;
    readonly links: Required<Link>;
    readonly logGroupArn: pulumi.Input<string>;
    /** Statements besides those for logs, traces, and what the function uses. */
    readonly statements: readonly Statement[];
}

/** A function's role, and its permissions, which have to be there before Lambda looks at them. */
export interface FunctionRole {
    readonly arn: pulumi.Output<string>;
    readonly permissions: pulumi.Resource[];
}

/** The role of one function, with what it needs and nothing else. */
export function createFunctionRole(
    name: string,
    { region, links, logGroupArn, statements }: FunctionRoleArgs,
    options: pulumi.CustomResourceOptions,
): FunctionRole {
    const role = new iam.Role(name, { assumeRolePolicy: serviceTrust("lambda.amazonaws.com") }, options);
    const policy = policyDocument([
        {
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [pulumi.interpolate`${logGroupArn}:*`],
        },
        // Traces belong to no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
        { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] },
        ...links.statements,
        ...secretStatements(links.secrets, region),
        ...statements,
    ]);
    const permissions: pulumi.Resource[] = [new iam.RolePolicy(name, { role: role.name, policy }, options)];
    // Something it uses stands in a VPC, so that it has to as well.
    if (links.endpoints.length > 0) {
        permissions.push(
            new iam.RolePolicyAttachment(
                `${name}-vpc`,
                {
                    role: role.name,
                    policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
                },
                options,
            ),
        );
    }
    return { arn: role.arn, permissions };
}
