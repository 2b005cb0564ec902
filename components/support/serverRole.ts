import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, serviceTrust, type Statement } from "./iam";
import { type Link, secretStatements } from "./link";

/** Arguments of {@link createServerProfile}. */
export interface ServerProfileArgs {
    readonly region: string;
    /** ARN of the log group that the CloudWatch agent writes to. */
    readonly logGroupArn: pulumi.Input<string>;
    readonly links: Required<Link>;
}

/** What instances may do: be managed by Systems Manager, write their log, and use what they are linked to. */
export function createServerProfile(
    name: string,
    args: ServerProfileArgs,
    options: pulumi.CustomResourceOptions,
): iam.InstanceProfile {
    const role = new iam.Role(name, { assumeRolePolicy: serviceTrust("ec2.amazonaws.com") }, options);
    new iam.RolePolicyAttachment(
        `${name}-ssm`,
        { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
        options,
    );
    const statements: Statement[] = [
        {
            actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            resources: [pulumi.interpolate`${args.logGroupArn}:*`],
        },
        ...args.links.statements,
        ...secretStatements(args.links.secrets, args.region),
    ];
    new iam.RolePolicy(name, { role: role.name, policy: policyDocument(statements) }, options);
    return new iam.InstanceProfile(name, { role: role.name }, options);
}
