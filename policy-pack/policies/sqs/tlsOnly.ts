import { stackRule } from "../../core/rule";
import { deniesPlainText, statements } from "../shared/policyDocument";

const QUEUE = "aws:sqs/queue:Queue";
const POLICY = "aws:sqs/queuePolicy:QueuePolicy";

export const sqsTlsOnly = stackRule({
    name: "sqs-tls-only",
    title: "Queues require TLS",
    description: "Over HTTP, attackers on the network can read and change messages.",
    severity: "medium",
    catalogues: { cdkNag: ["AwsSolutions-SQS4"] },
    remediation:
        "Add a statement to the queue's policy that denies sqs:* on it when aws:SecureTransport is false.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
    // The policy names the queue, whose ARN is known once it exists.
    deferred: ["policy"],
    inputsOf: [QUEUE],
    check(stack) {
        for (const queue of stack.all(QUEUE)) {
            // Unset properties are unknown in a preview, which must not defer checks of the separate policy resource.
            const inside = queue.isInput("policy") || !queue.isUnknown("policy") ? [queue] : [];
            const policies = [...inside, ...stack.referring(POLICY, "queueUrl", queue)];
            const all = policies.flatMap((policy) => statements(policy, "policy"));
            // What is not known yet has been deferred.
            const isKnown = !policies.some((policy) => policy.isUnknown("policy"));
            if (isKnown && !deniesPlainText(all, { arn: queue.arn() }))
                queue.fail("policy", "allows requests without TLS");
        }
        // Of queues of other programs, which have no other policy.
        for (const policy of stack.all(POLICY)) {
            if (stack.all(QUEUE).some((queue) => policy.refersTo("queueUrl", queue))) continue;
            const all = statements(policy, "policy");
            if (!policy.isUnknown("policy") && !deniesPlainText(all, { arn: undefined }))
                policy.fail("policy", "allows requests without TLS");
        }
    },
});
