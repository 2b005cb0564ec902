import type { Mutation } from "../../mutations/mutation";
import { document, everybody, tls } from "../../support/documents";

const queue = "aws:sqs/queue:Queue";

const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";

export const sqs: readonly Mutation[] = [
    { rule: "sqs-dead-letters", type: queue, name: "uploads", set: { redrivePolicy: undefined } },
    { rule: "sqs-encryption", type: queue, name: "uploads", set: { kmsMasterKeyId: undefined } },
    {
        rule: "sqs-not-public",
        type: queuePolicy,
        name: "uploads",
        set: { policy: document(tls("*"), everybody()) },
    },
    { rule: "sqs-tls-only", type: queuePolicy, name: "uploads", set: { policy: document() } },
];
