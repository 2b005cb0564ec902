import type * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";

/** A queue as destination of what could not be delivered. */
export interface QueueReference {
    readonly queueArn: pulumi.Input<string>;
    /** ARN of the KMS key that encrypts it. @default one of SQS's own, which needs no permission */
    readonly keyArn?: pulumi.Input<string> | undefined;
}

/** What events are delivered to: the alias of a function, or a queue. */
export interface EventTarget {
    readonly arn: pulumi.Input<string>;
    /** What a role needs in order to deliver to it. */
    readonly statements: readonly Statement[];
    /** Of a FIFO queue: the group of each event, which is otherwise the name of its source. @default not FIFO */
    readonly fifo?: boolean;
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
