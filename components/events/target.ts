import type { input as inputs } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";

/** A queue as destination of what could not be delivered. */
export interface QueueReference {
    readonly queueArn: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts it. @default one of SQS's own, which needs no permission */
    readonly keyArn?: pulumi.Input<string> | undefined;
}

type Parameters = inputs.scheduler.ScheduleTargetEcsParameters;

/** What runs of a task, and where: the same for schedules and rules. */
export type ContainerParameters = Pick<Parameters, "taskDefinitionArn"> &
    Required<Pick<Parameters, "launchType" | "propagateTags" | "networkConfiguration">>;

/** What events are delivered to: the alias of a function, a queue, or the cluster that a task runs on. */
export interface EventTarget {
    readonly arn: pulumi.Input<string>;
    /** What a role needs in order to deliver to it. */
    readonly statements: readonly Statement[];
    /** Of a FIFO queue: the group of each event, which is otherwise the name of its source. @default not FIFO */
    readonly fifo?: boolean;
    /** Of a task: what runs, and where. */
    readonly ecsParameters?: ContainerParameters;
    /** Gets what could not be delivered. @default nothing does */
    readonly onFailure?: QueueReference | undefined;
}

/** Permissions to send messages to a queue. */
export function sendStatements({ queueArn, keyArn }: QueueReference): Statement[] {
    return [
        { actions: ["sqs:SendMessage"], resources: [queueArn] },
        ...(keyArn === undefined
            ? []
            : [{ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] }]),
    ];
}
