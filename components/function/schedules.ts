import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { fitted } from "../../model/nameLengths";
import { failureStatements, type QueueReference } from "./eventSources";
import { policyDocument, serviceTrust } from "../support/iam";

/** Calls at certain times. */
export interface Schedule {
    /** Name within the function. */
    readonly name: string;
    /** `rate(…)`, `cron(…)` or `at(…)`; https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
    readonly expression: string;
    /** Time zone of `cron` and `at`. @default "UTC" */
    readonly timeZone?: string;
    /** Event of the invocation. @default EventBridge Scheduler's own event */
    readonly input?: unknown;
}

interface SchedulesArgs {
    readonly accountId: string;
    readonly aliasArn: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts the events. */
    readonly keyArn: pulumi.Input<string>;
    readonly schedules: readonly Schedule[];
    /** Gets the calls that could not be made. */
    readonly onFailure?: QueueReference | undefined;
}

/** A call that could not be made within the hour is out of date, and not made. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 };

/** Calls a function at certain times, with a role that may do nothing else. */
export function createSchedules(
    name: string,
    { accountId, aliasArn, keyArn, schedules, onFailure }: SchedulesArgs,
    options: pulumi.CustomResourceOptions,
): void {
    if (schedules.length === 0) return;
    const roleName = `${name}-schedule`;
    const role = new iam.Role(
        fitted(roleName, "aws:iam/role:Role"),
        { assumeRolePolicy: serviceTrust("scheduler.amazonaws.com", accountId) },
        options,
    );
    const policy = new iam.RolePolicy(
        roleName,
        {
            role: role.name,
            policy: policyDocument([
                { actions: ["lambda:InvokeFunction"], resources: [aliasArn] },
                // EventBridge Scheduler decrypts a schedule's event as its role.
                { actions: ["kms:Decrypt"], resources: [keyArn] },
                ...failureStatements(onFailure),
            ]),
        },
        options,
    );
    for (const { name: own, expression, timeZone, input } of schedules) {
        new scheduler.Schedule(
            fitted(`${name}-${own}`, "aws:scheduler/schedule:Schedule"),
            {
                kmsKeyArn: keyArn,
                scheduleExpression: expression,
                scheduleExpressionTimezone: timeZone ?? defaults.schedule.timeZone,
                flexibleTimeWindow: { mode: "OFF" },
                target: {
                    arn: aliasArn,
                    roleArn: role.arn,
                    retryPolicy: RETRY,
                    ...(input === undefined ? {} : { input: JSON.stringify(input) }),
                    ...(onFailure ? { deadLetterConfig: { arn: onFailure.queueArn } } : {}),
                },
            },
            { ...options, dependsOn: [policy] },
        );
    }
}
