import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { serviceTrust } from "./iam";

/** How often enhanced monitoring looks at the operating system. */
export const MONITORING_INTERVAL_SECONDS = 60;

/** The role in which RDS writes enhanced monitoring. */
export function createMonitoringRole(
    name: string,
    accountId: string,
    options: pulumi.CustomResourceOptions,
): iam.Role {
    const role = new iam.Role(
        name,
        { assumeRolePolicy: serviceTrust("monitoring.rds.amazonaws.com", accountId) },
        options,
    );
    new iam.RolePolicyAttachment(
        name,
        {
            role: role.name,
            policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        },
        options,
    );
    return role;
}
