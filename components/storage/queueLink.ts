import type * as pulumi from "@pulumi/pulumi";

import type { Access } from "../../model/uses";
import { type Link, variable } from "../support/link";

/** A queue, and the KMS key of its messages if it has one. */
export interface UsableQueue {
    readonly queueUrl: pulumi.Input<string>;
    readonly queueArn: pulumi.Input<string>;
    readonly keyArn: pulumi.Input<string> | undefined;
}

/** `QUEUE_<NAME>_URL`; sending messages, or receiving and deleting them. */
export function queueLink(
    name: string,
    { queueUrl, queueArn, keyArn }: UsableQueue,
    access: Access = "send",
): Link {
    const [actions, keyActions] =
        access === "receive"
            ? [["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"], ["kms:Decrypt"]]
            : [["sqs:SendMessage"], ["kms:GenerateDataKey", "kms:Decrypt"]];
    return {
        environment: { [variable("queue", name, "url")]: queueUrl },
        statements: [
            { actions: [...actions, "sqs:GetQueueAttributes"], resources: [queueArn] },
            ...(keyArn === undefined ? [] : [{ actions: keyActions, resources: [keyArn] }]),
        ],
    };
}
