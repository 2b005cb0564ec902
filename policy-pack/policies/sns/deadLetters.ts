import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";

/** Endpoints that SNS reaches over the network, or that can refuse; e-mail and SMS take no dead-letter queue. */
const PROTOCOLS = ["sqs", "lambda", "firehose", "http", "https"];

export const snsDeadLetters = resourceRule({
    name: "sns-dead-letters",
    title: "Subscriptions have a dead-letter queue",
    description:
        "Without a dead-letter queue, a message that a subscriber cannot get, because a policy or a key refuses it, is lost.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation: "Set redrivePolicy with deadLetterTargetArn.",
    url: "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
    types: ["aws:sns/topicSubscription:TopicSubscription"],
    check(subscription) {
        const protocol = subscription.string("protocol", "");
        if (protocol === undefined || !PROTOCOLS.includes(protocol)) return;
        if (isMissing(subscription, "redrivePolicy")) subscription.fail("redrivePolicy", "is not set");
    },
});
