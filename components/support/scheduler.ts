import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import type { input as inputs } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { fitted } from "../../model/nameLengths";
import { policyDocument, serviceTrust, type Statement } from "./iam";

/** Arguments of {@link createScheduler}. */
interface SchedulerArgs {
    readonly accountId: string;
    /** ARN of the KMS key that encrypts the schedules' events. */
    readonly keyArn: pulumi.Input<string>;
    /** What the schedules do. */
    readonly statements: readonly Statement[];
}

/** What a schedule does, and when. */
interface ScheduleArgs {
    /** `rate(…)`, `cron(…)` or `at(…)`; https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
    readonly expression: string;
    /** Time zone of `cron` and `at`. @default "UTC" */
    readonly timeZone?: string | undefined;
    readonly target: Omit<inputs.scheduler.ScheduleTarget, "roleArn">;
}

/**
 * A role of schedules.
 *
 * @returns makes a schedule with that role, which waits for its policy
 */
export function createScheduler(
    roleName: string,
    { accountId, keyArn, statements }: SchedulerArgs,
    options: pulumi.CustomResourceOptions,
): (name: string, schedule: ScheduleArgs) => void {
    const role = new iam.Role(
        fitted(roleName, "aws:iam/role:Role"),
        { assumeRolePolicy: serviceTrust("scheduler.amazonaws.com", accountId) },
        options,
    );
    // EventBridge Scheduler decrypts a schedule's event as its role.
    const decrypt = { actions: ["kms:Decrypt"], resources: [keyArn] };
    const policy = new iam.RolePolicy(
        roleName,
        { role: role.name, policy: policyDocument([...statements, decrypt]) },
        options,
    );
    return (name, { expression, timeZone = defaults.schedule.timeZone, target }) => {
        new scheduler.Schedule(
            fitted(name, "aws:scheduler/schedule:Schedule"),
            {
                kmsKeyArn: keyArn,
                scheduleExpression: expression,
                scheduleExpressionTimezone: timeZone,
                flexibleTimeWindow: { mode: "OFF" },
                target: { ...target, roleArn: role.arn },
            },
            { ...options, dependsOn: [policy] },
        );
    };
}
