import { sqsDeadLetters } from "../../../../policy-pack/policies/sqs/deadLetters";
import { sqsEncryption } from "../../../../policy-pack/policies/sqs/encryption";
import { sqsNotPublic } from "../../../../policy-pack/policies/sqs/notPublic";
import { sqsTlsOnly } from "../../../../policy-pack/policies/sqs/tlsOnly";
import { document, mine, publicPolicies, tls } from "../../support/documents";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

for (const type of sqsNotPublic.types) {
    testRule(sqsNotPublic, { type, ...publicPolicies });
}

testRule(sqsEncryption, {
    compliant: { kmsMasterKeyId: "arn:key" },
    violating: [
        [{ kmsMasterKeyId: "" }, /^kmsMasterKeyId is not set/],
        [{ kmsMasterKeyId: "alias/aws/sqs" }, /is AWS's own key/],
    ],
    unknown: { kmsMasterKeyId: "passes" },
    absent: { kmsMasterKeyId: "fails" },
    wrongType: { kmsMasterKeyId: [] },
});

testRule(sqsEncryption, {
    compliant: {},
    also: [{ kmsMasterKeyId: "alias/aws/sqs", sqsManagedSseEnabled: false }],
    violating: [[{ sqsManagedSseEnabled: false }, /^sqsManagedSseEnabled is false/]],
    unknown: { sqsManagedSseEnabled: "fails", kmsMasterKeyId: "passes" },
    absent: { sqsManagedSseEnabled: "passes" },
    wrongType: { sqsManagedSseEnabled: 7 },
    asked: { settings: { "sqs-encryption": { customerKey: false } } },
});

const queue: Sent = {
    type: "aws:sqs/queue:Queue",
    name: "jobs",
    props: { arn: "arn:jobs", url: "https://jobs", id: "https://jobs" },
};

const dead: Sent = {
    type: "aws:sqs/queue:Queue",
    name: "dead",
    props: { arn: "arn:dead", url: "https://dead", id: "https://dead" },
};

const redrive = (deadLetterTargetArn: string) => ({
    ...queue,
    props: { ...queue.props, redrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }) },
});

const queuePolicy = (text: unknown): Sent => ({
    type: "aws:sqs/queuePolicy:QueuePolicy",
    name: "policy",
    props: { queueUrl: "https://jobs", policy: text },
});

testStackRule(sqsTlsOnly, {
    satisfied: {
        "a policy of its own": [queue, queuePolicy(document(tls("sqs:*")))],
        "one that names the queue": [queue, queuePolicy(document({ ...tls("sqs:*"), Resource: "arn:jobs" }))],
    },
    broken: {
        "no policy": [[queue], /^policy allows requests without TLS/, "jobs"],
        "one that denies nothing": [[queue, queuePolicy(document(mine))], /without TLS/, "jobs"],
        "one that denies it for another queue": [
            [queue, queuePolicy(document({ ...tls("sqs:*"), Resource: "arn:dead" }))],
            /without TLS/,
            "jobs",
        ],
        "the policy of a queue of another program": [
            [queuePolicy(document(tls("sqs:SendMessage")))],
            /^policy allows requests without TLS/,
        ],
        "text that is no JSON": [[queue, queuePolicy("nonsense")], /where JSON is expected|without TLS/],
    },
    unknown: {
        "the policy is": [[queue, queuePolicy(UNKNOWN)], "deferred"],
        "it is the output of a queue without one": [[{ ...queue, outputs: { policy: UNKNOWN } }], "fails"],
    },
});

testStackRule(sqsDeadLetters, {
    satisfied: {
        "a queue and the one for its dead messages": [redrive("arn:dead"), dead],
        "the same, by a resource of its own": [
            queue,
            dead,
            {
                type: "aws:sqs/redrivePolicy:RedrivePolicy",
                name: "redrive",
                props: {
                    queueUrl: "https://jobs",
                    redrivePolicy: JSON.stringify({ deadLetterTargetArn: "arn:dead" }),
                },
            },
        ],
        "a queue with a redrive allow policy": [
            dead,
            {
                type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
                name: "allow",
                props: { queueUrl: "https://dead" },
            },
        ],
    },
    broken: {
        "a queue by itself": [[queue], /^redrivePolicy is not set/, "jobs"],
        "a new queue by itself, in a preview": [
            [{ ...queue, props: {}, outputs: { redrivePolicy: UNKNOWN, redriveAllowPolicy: UNKNOWN } }],
            /^redrivePolicy is not set/,
        ],
    },
    unknown: {
        "there is no policy in the program": [
            [{ ...queue, outputs: { redrivePolicy: UNKNOWN, redriveAllowPolicy: UNKNOWN } }],
            "fails",
        ],
        "the policy is, but not whom it names": [
            [
                {
                    ...queue,
                    props: { ...queue.props, redrivePolicy: UNKNOWN },
                    dependencies: { redrivePolicy: [urnOf(dead)] },
                },
                dead,
            ],
            "passes",
        ],
    },
});
