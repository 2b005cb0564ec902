import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { after } from "./after";
import { serviceTrust } from "./iam";

/**
 * An instance profile, with a role that lets Systems Manager manage the instances.
 *
 * @param permit gives the role more. @default nothing
 * @returns its ARN, known once the permissions are in force: the first boot needs them already
 */
export function createInstanceProfile(
    name: string,
    options: pulumi.CustomResourceOptions,
    permit: (role: iam.Role) => readonly pulumi.CustomResource[] = () => [],
): pulumi.Output<string> {
    const role = new iam.Role(name, { assumeRolePolicy: serviceTrust("ec2.amazonaws.com") }, options);
    const managed = new iam.RolePolicyAttachment(
        `${name}-ssm`,
        { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
        options,
    );
    const own = permit(role);
    return after(new iam.InstanceProfile(name, { role: role.name }, options).arn, [managed, ...own]);
}
