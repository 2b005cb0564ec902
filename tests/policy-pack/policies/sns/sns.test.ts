import { snsDeadLetters } from "../../../../policy-pack/policies/sns/deadLetters";
import { snsEncryption } from "../../../../policy-pack/policies/sns/encryption";
import { snsNotPublic } from "../../../../policy-pack/policies/sns/notPublic";
import { snsTlsOnly } from "../../../../policy-pack/policies/sns/tlsOnly";
import { document, mine, publicPolicies, tls } from "../../support/documents";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

for (const type of snsNotPublic.types) {
    testRule(snsNotPublic, { type, ...publicPolicies });
}

testRule(snsEncryption, {
    compliant: { kmsMasterKeyId: "arn:key" },
    violating: [
        [{ kmsMasterKeyId: "" }, /^kmsMasterKeyId is not set/],
        [{ kmsMasterKeyId: "alias/aws/sns" }, /is AWS's own key/],
    ],
    unknown: { kmsMasterKeyId: "passes" },
    absent: { kmsMasterKeyId: "fails" },
    wrongType: { kmsMasterKeyId: [] },
});

testRule(snsDeadLetters, {
    compliant: { protocol: "sqs", redrivePolicy: '{"deadLetterTargetArn":"arn:q"}' },
    also: [{ protocol: "email", redrivePolicy: undefined }],
    violating: [
        [{ redrivePolicy: undefined }, /^redrivePolicy is not set/],
        [{ redrivePolicy: "", protocol: "lambda" }, /^redrivePolicy is not set/],
    ],
    unknown: { protocol: "fails", redrivePolicy: "passes" },
    absent: { protocol: "passes", redrivePolicy: "fails" },
    wrongType: { protocol: 7, redrivePolicy: 7 },
});

const topic: Sent = { type: "aws:sns/topic:Topic", name: "alerts", props: { arn: "arn:topic" } };

const topicPolicy = (text: unknown, dependencies = {}): Sent => ({
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "policy",
    props: { arn: "arn:topic", policy: text },
    dependencies,
});

testStackRule(snsTlsOnly, {
    satisfied: {
        "a policy of its own": [topic, topicPolicy(document(mine, tls("sns:Publish")))],
        "the policy of a topic of another program": [topicPolicy(document(tls("sns:Publish")))],
        "a policy inside": [{ ...topic, props: { policy: document(tls("SNS:*")) } }],
    },
    broken: {
        "the policy of a topic of another program": [
            [topicPolicy(document(tls("sns:Subscribe")))],
            /^policy allows requests without TLS/,
            "policy",
        ],
        "no policy": [[topic], /^policy allows requests without TLS/, "alerts"],
        "one that denies something else": [
            [topic, topicPolicy(document(tls("sns:Subscribe")))],
            /without TLS/,
            "alerts",
        ],
    },
    unknown: {
        "the policy is": [[topic, topicPolicy(UNKNOWN, { arn: [urnOf(topic)] })], "deferred"],
        "it is the output of a topic without one": [[{ ...topic, outputs: { policy: UNKNOWN } }], "fails"],
    },
});
