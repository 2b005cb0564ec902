import type { Mutation } from "../../mutations/mutation";

const topic = "aws:sns/topic:Topic";

const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";

const tls = {
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const everybody = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

export const sns: readonly Mutation[] = [
    { rule: "sns-encryption", name: "alerts", type: topic, set: { kmsMasterKeyId: undefined } },
    { rule: "sns-not-public", name: "alerts", type: topicPolicy, set: { policy: policy(tls, everybody) } },
    { rule: "sns-tls-only", name: "edge-alerts", type: topicPolicy, set: { policy: policy() } },
];
