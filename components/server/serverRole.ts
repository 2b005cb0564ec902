import * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";
import { createInstanceProfile } from "../support/instanceProfile";
import { type Link, secretStatements } from "../support/link";
import { grant } from "../support/rolePolicies";

/** Arguments of {@link createServerProfile}. */
export interface ServerProfileArgs {
    readonly region: string;
    /** ARN of the log group that the CloudWatch agent writes to. */
    readonly logGroupArn: pulumi.Input<string>;
    readonly links: Required<Link>;
    /** Permissions besides those of links. */
    readonly statements: readonly Statement[];
}

/**
 * Instance profile: lets Systems Manager manage the instances, and lets them write their log and use their links.
 *
 * @returns ARN of the instance profile, known once the permissions are in force: the first boot needs them already
 */
export function createServerProfile(
    name: string,
    args: ServerProfileArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const statements: Statement[] = [
        {
            actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            resources: [pulumi.interpolate`${args.logGroupArn}:*`],
        },
        ...args.links.statements,
        ...secretStatements(args.links.secrets, args.region),
        ...args.statements,
    ];
    // Besides the policy of Systems Manager.
    return createInstanceProfile(name, options, (role) => grant(name, role, statements, options, 1));
}
