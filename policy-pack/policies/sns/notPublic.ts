import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const snsNotPublic = resourceRule({
    name: "sns-not-public",
    title: "Topics are not open to every AWS account",
    description: "Other accounts could subscribe, or publish forged messages.",
    severity: "critical",
    catalogues: { fsbp: ["SNS.4"], checkov: ["CKV_AWS_169"] },
    remediation: "Name principals in the policy, or limit * with aws:SourceArn or aws:SourceAccount.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-4",
    // The policy names the topic, whose ARN is known once it exists.
    deferred: ["policy"],
    types: ["aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"],
    check(topic) {
        for (const statement of statements(topic, "policy").filter(isPublic)) {
            topic.fail(statement.path, "allows public access");
        }
    },
});
