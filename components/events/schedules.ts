import * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { fitted } from "../../model/nameLengths";
import { createSchedulerRole } from "../support/schedulerRole";
import { type EventTarget, sendStatements } from "./target";

/** Events at certain times. */
export interface Schedule {
    /** Name within its target. */
    readonly name: string;
    /** `rate(…)`, `cron(…)` or `at(…)`; https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
    readonly expression: string;
    /** Time zone of `cron` and `at`. @default "UTC" */
    readonly timeZone?: string;
    /** The event. @default EventBridge Scheduler's own event */
    readonly input?: unknown;
    /** Group of the message in a FIFO queue. @default the schedule's name */
    readonly group?: string;
}

interface SchedulesArgs {
    readonly accountId: string;
    readonly target: EventTarget;
    /** ARN of the KMS key that encrypts the events. */
    readonly keyArn: pulumi.Input<string>;
    readonly schedules: readonly Schedule[];
}

/** An event that could not be delivered within the hour is out of date, and not delivered. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 };

/** Sends events to a target at certain times, with a role that may do nothing else. */
export function createSchedules(
    name: string,
    { accountId, target, keyArn, schedules }: SchedulesArgs,
    options: pulumi.CustomResourceOptions,
): void {
    if (schedules.length === 0) return;
    const { role, policy } = createSchedulerRole(
        `${name}-schedule`,
        {
            accountId,
            keyArn,
            statements: [...target.statements, ...(target.onFailure ? sendStatements(target.onFailure) : [])],
        },
        options,
    );
    for (const { name: own, expression, timeZone, input, group } of schedules) {
        new scheduler.Schedule(
            fitted(`${name}-${own}`, "aws:scheduler/schedule:Schedule"),
            {
                kmsKeyArn: keyArn,
                scheduleExpression: expression,
                scheduleExpressionTimezone: timeZone ?? defaults.schedule.timeZone,
                flexibleTimeWindow: { mode: "OFF" },
                target: {
                    arn: target.arn,
                    roleArn: role.arn,
                    ...(target.ecsParameters ? { ecsParameters: target.ecsParameters } : {}),
                    retryPolicy: RETRY,
                    ...(input === undefined ? {} : { input: JSON.stringify(input) }),
                    ...(target.fifo ? { sqsParameters: { messageGroupId: group ?? own } } : {}),
                    ...(target.onFailure ? { deadLetterConfig: { arn: target.onFailure.queueArn } } : {}),
                },
            },
            { ...options, dependsOn: [policy] },
        );
    }
}
