import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";

/** Targets that work on events; a topic or a log tells of them. */
const WORKING = /:(lambda|sqs|ecs|states|kinesis|firehose):/;

export const eventsDeadLetters = resourceRule({
    name: "events-dead-letters",
    title: "Targets of rules have a dead-letter queue",
    description:
        "Without a dead-letter queue, an event that its target cannot get, because a policy or a key refuses it, is lost.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation: "Set deadLetterConfig with the ARN of a standard queue.",
    url: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    // The ARN of a target is known once it exists.
    deferred: ["arn"],
    types: ["aws:cloudwatch/eventTarget:EventTarget"],
    check(target) {
        const arn = target.string("arn", "");
        if (arn === undefined || !WORKING.test(arn)) return;
        if (isMissing(target, "deadLetterConfig.arn")) target.fail("deadLetterConfig.arn", "is not set");
    },
});
