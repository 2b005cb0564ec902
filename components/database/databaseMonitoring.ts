import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { serviceTrust } from "../support/iam";

/** How often enhanced monitoring looks at the operating system. */
export const MONITORING_INTERVAL_SECONDS = 60;

/** ARN of the role in which RDS writes enhanced monitoring; known once it may, which RDS looks at when it makes a server. */
export function createMonitoringRole(
    name: string,
    accountId: string,
    options: pulumi.CustomResourceOptions,
): { readonly arn: pulumi.Output<string> } {
    const role = new iam.Role(
        name,
        { assumeRolePolicy: serviceTrust("monitoring.rds.amazonaws.com", accountId) },
        options,
    );
    const permissions = new iam.RolePolicyAttachment(
        name,
        {
            role: role.name,
            policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        },
        options,
    );
    return { arn: after(role.arn, [permissions]) };
}
