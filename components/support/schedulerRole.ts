import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { fitted } from "../../model/nameLengths";
import { policyDocument, serviceTrust, type Statement } from "./iam";

/** Arguments of {@link createSchedulerRole}. */
interface SchedulerRoleArgs {
    readonly accountId: string;
    /** ARN of the KMS key that encrypts the schedules' events. */
    readonly keyArn: pulumi.Input<string>;
    /** What the schedules do. */
    readonly statements: readonly Statement[];
}

/** The role of schedules, and its policy, which they wait for. */
export function createSchedulerRole(
    name: string,
    { accountId, keyArn, statements }: SchedulerRoleArgs,
    options: pulumi.CustomResourceOptions,
): { readonly role: iam.Role; readonly policy: iam.RolePolicy } {
    const role = new iam.Role(
        fitted(name, "aws:iam/role:Role"),
        { assumeRolePolicy: serviceTrust("scheduler.amazonaws.com", accountId) },
        options,
    );
    // EventBridge Scheduler decrypts a schedule's event as its role.
    const decrypt = { actions: ["kms:Decrypt"], resources: [keyArn] };
    const policy = new iam.RolePolicy(
        name,
        { role: role.name, policy: policyDocument([...statements, decrypt]) },
        options,
    );
    return { role, policy };
}
