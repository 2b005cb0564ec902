import { deniesPlainText, statements } from "../../core/policyDocument";
import { stackRule } from "../../core/rule";

const POLICY = "aws:sqs/queuePolicy:QueuePolicy";

export const sqsTlsOnly = stackRule({
    name: "sqs-tls-only",
    title: "Queues are reached over TLS only",
    description: "Over HTTP anybody on the way reads and changes messages.",
    severity: "medium",
    catalogues: { cdkNag: ["AwsSolutions-SQS4"] },
    mend: "Add a statement to the queue's policy that denies sqs:* when aws:SecureTransport is false.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
    // The policy names the queue, whose ARN is known once it exists.
    postponed: ["policy"],
    check(stack) {
        for (const queue of stack.all("aws:sqs/queue:Queue")) {
            const policies = [queue, ...stack.referring(POLICY, "queueUrl", queue)];
            const all = policies.flatMap((policy) => statements(policy, "policy"));
            // What is not known yet has been postponed.
            const isKnown = !policies.some((policy) => policy.isUnknown("policy"));
            if (isKnown && !deniesPlainText(all)) queue.fail("policy", "allows requests without TLS");
        }
    },
});
