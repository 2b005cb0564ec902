import { stackRule } from "../../core/rule";
import { deniesPlainText, statements } from "../shared/policyDocument";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";

export const snsTlsOnly = stackRule({
    name: "sns-tls-only",
    title: "Topics require TLS",
    description: "Over HTTP, attackers on the network can read and change messages.",
    severity: "medium",
    catalogues: { cdkNag: ["AwsSolutions-SNS3"] },
    remediation:
        "Add a statement to the topic's policy that denies sns:Publish on it when aws:SecureTransport is false.",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
    // The policy names the topic, whose ARN is known once it exists.
    deferred: ["policy"],
    inputsOf: [TOPIC],
    check(stack) {
        for (const topic of stack.all(TOPIC)) {
            // Unset properties are unknown in a preview, which must not defer checks of the separate policy resource.
            const inside = topic.isInput("policy") || !topic.isUnknown("policy") ? [topic] : [];
            const policies = [...inside, ...stack.referring(POLICY, "arn", topic)];
            const all = policies.flatMap((policy) => statements(policy, "policy"));
            // What is not known yet has been deferred.
            const isKnown = !policies.some((policy) => policy.isUnknown("policy"));
            if (isKnown && !deniesPlainText(all, { arn: topic.arn(), action: "sns:Publish" }))
                topic.fail("policy", "allows requests without TLS");
        }
        // Of topics of other programs, which have no other policy.
        for (const policy of stack.all(POLICY)) {
            if (stack.all(TOPIC).some((topic) => policy.refersTo("arn", topic))) continue;
            const all = statements(policy, "policy");
            if (
                !policy.isUnknown("policy") &&
                !deniesPlainText(all, { arn: undefined, action: "sns:Publish" })
            )
                policy.fail("policy", "allows requests without TLS");
        }
    },
});
