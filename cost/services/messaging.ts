/** SES, SNS, SQS, and schedules of EventBridge, with what they run on Fargate. */
import { exactly, times } from "../ranges";
import { read } from "../stack";
import type { Estimators } from "../estimator";
import { runsOf, taskCosts } from "./tasks";

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
    "aws:scheduler/schedule:Schedule": (resource, context) => {
        const schedule = read(resource);
        const runs = schedule.has("target.ecsParameters") ? runsOf(schedule, context) : undefined;
        return [
            {
                what: "runs",
                price: "scheduler/run",
                quantity: times(runs?.quantity ?? context.assumptions.scheduleRuns, 1e-6),
                assumptions: runs?.assumptions ?? ["scheduleRuns"],
            },
            ...(runs === undefined ? [] : taskCosts(resource, runs, context)),
        ];
    },
};
