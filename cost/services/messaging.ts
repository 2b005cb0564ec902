/** SES, SNS, SQS, and schedules of EventBridge. */
import { exactly, times } from "../ranges";
import { read } from "../stack";
import type { Estimators } from "../estimator";

export const messaging: Estimators = {
    "aws:sesv2/configurationSet:ConfigurationSet": (_, { assumptions }) => [
        {
            what: "e-mails",
            price: "ses/email",
            quantity: times(assumptions.emailsSent, 1e-3),
            assumptions: ["emailsSent"],
        },
    ],
    "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": (resource) => {
        const destination = read(resource);
        if (!destination.has("eventDestination.cloudWatchDestination")) return [];
        const events = destination.list("eventDestination.matchingEventTypes").length;
        return [{ what: "metrics of events", price: "cloudwatch/metric", quantity: exactly(events) }];
    },
    "aws:sns/topic:Topic": (_, { assumptions }) => [
        {
            what: "messages",
            price: "sns/publish",
            quantity: times(assumptions.messages, 1e-6),
            assumptions: ["messages"],
        },
    ],
    "aws:sns/topicSubscription:TopicSubscription": (resource, { assumptions }) =>
        read(resource).text("protocol")?.startsWith("email") === true
            ? [
                  {
                      what: "e-mails",
                      price: "sns/email",
                      quantity: times(assumptions.emails, 1e-5),
                      assumptions: ["emails"],
                  },
              ]
            : [],
    "aws:sqs/queue:Queue": (resource, { assumptions }) => [
        {
            what: "requests",
            price: read(resource).flag("fifoQueue") === true ? "sqs/fifo" : "sqs/standard",
            quantity: times(assumptions.queueRequests, 1e-6),
            assumptions: ["queueRequests"],
        },
    ],
    "aws:scheduler/schedule:Schedule": (_, { assumptions }) => [
        {
            what: "runs",
            price: "scheduler/run",
            quantity: times(assumptions.scheduleRuns, 1e-6),
            assumptions: ["scheduleRuns"],
        },
    ],
};
