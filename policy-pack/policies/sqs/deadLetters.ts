import type { StackResource } from "../../core/reading/stackView";
import { stackRule } from "../../core/rule";

const QUEUE = "aws:sqs/queue:Queue";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
const ALLOW = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";

export const sqsDeadLetters = stackRule({
    name: "sqs-dead-letters",
    title: "Queues have a dead-letter queue",
    description: "Without a dead-letter queue, a failing message returns until it expires, and is then lost.",
    severity: "medium",
    profile: "shared",
    catalogues: { cdkNag: ["AwsSolutions-SQS3"] },
    remediation: "Set redrivePolicy with deadLetterTargetArn and maxReceiveCount.",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    // Unset properties are unknown in a preview, and would count as set.
    inputsOf: [QUEUE],
    check(stack) {
        const queues = stack.all(QUEUE);
        const redrives = [...queues, ...stack.all(REDRIVE)];
        for (const queue of queues) {
            const isDead =
                queue.isInput("redriveAllowPolicy") ||
                stack.referring(ALLOW, "queueUrl", queue).length > 0 ||
                redrives.some((other) => other !== queue && sendsTo(other, queue));
            const hasOne =
                queue.isInput("redrivePolicy") || stack.referring(REDRIVE, "queueUrl", queue).length > 0;
            if (!isDead && !hasOne) queue.fail("redrivePolicy", "is not set");
        }
    },
});

/** Whether a queue is the dead-letter queue of another: by dependency, or by its policy. */
function sendsTo(from: StackResource, to: StackResource): boolean {
    if (from.refersTo("redrivePolicy", to)) return true;
    if (!from.isSet("redrivePolicy") || from.isUnknown("redrivePolicy")) return false;
    const policy = from.json("redrivePolicy") as { readonly deadLetterTargetArn?: unknown } | undefined;
    return (
        typeof policy?.deadLetterTargetArn === "string" &&
        to.identities().includes(policy.deadLetterTargetArn)
    );
}
