import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const sqsNotPublic = resourceRule({
    name: "sqs-not-public",
    title: "Queues are not open to every AWS account",
    description: "Other accounts could read messages, or send forged messages.",
    severity: "critical",
    catalogues: { fsbp: ["SQS.3"], checkov: ["CKV_AWS_387", "CKV_AWS_168"] },
    remediation: "Name principals in the policy, or limit * with aws:SourceArn or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3",
    // The policy names the queue, whose ARN is known once it exists.
    deferred: ["policy"],
    types: ["aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"],
    check(queue) {
        for (const statement of statements(queue, "policy").filter(isPublic)) {
            queue.fail(statement.path, "allows public access");
        }
    },
});
