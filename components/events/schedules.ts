import type * as pulumi from "@pulumi/pulumi";

import { createScheduler } from "../support/scheduler";
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
    const create = createScheduler(
        `${name}-schedule`,
        {
            accountId,
            keyArn,
            statements: [...target.statements, ...(target.onFailure ? sendStatements(target.onFailure) : [])],
        },
        options,
    );
    for (const { name: own, expression, timeZone, input, group } of schedules) {
        create(`${name}-${own}`, {
            expression,
            timeZone,
            target: {
                arn: target.arn,
                ...(target.ecsParameters ? { ecsParameters: target.ecsParameters } : {}),
                retryPolicy: RETRY,
                ...(input === undefined ? {} : { input: JSON.stringify(input) }),
                ...(target.fifo ? { sqsParameters: { messageGroupId: group ?? own } } : {}),
                ...(target.onFailure ? { deadLetterConfig: { arn: target.onFailure.queueArn } } : {}),
            },
        });
    }
}
