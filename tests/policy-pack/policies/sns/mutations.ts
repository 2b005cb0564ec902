import type { Mutation } from "../../mutations/mutation";
import { document, everybody, tls } from "../../support/documents";

const topic = "aws:sns/topic:Topic";

const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";

export const sns: readonly Mutation[] = [
    {
        rule: "sns-dead-letters",
        stack: "local",
        name: "receipts-topic-orders",
        type: "aws:sns/topicSubscription:TopicSubscription",
        set: { redrivePolicy: undefined },
    },
    { rule: "sns-encryption", name: "alerts", type: topic, set: { kmsMasterKeyId: undefined } },
    {
        rule: "sns-not-public",
        name: "alerts",
        type: topicPolicy,
        set: { policy: document(tls("*"), everybody()) },
    },
    { rule: "sns-tls-only", name: "edge-alerts", type: topicPolicy, set: { policy: document() } },
];
