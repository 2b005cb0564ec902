import type { Mutation } from "../../mutations/mutation";

const queue = "aws:sqs/queue:Queue";

const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";

const tls = {
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const everybody = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

export const sqs: readonly Mutation[] = [
    { rule: "sqs-dead-letters", type: queue, name: "uploads", set: { redrivePolicy: undefined } },
    { rule: "sqs-encryption", type: queue, name: "uploads", set: { kmsMasterKeyId: undefined } },
    { rule: "sqs-not-public", type: queuePolicy, name: "uploads", set: { policy: policy(tls, everybody) } },
    { rule: "sqs-tls-only", type: queuePolicy, name: "uploads", set: { policy: policy() } },
];
