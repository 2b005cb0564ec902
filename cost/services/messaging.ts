/** SES, SNS, SQS, buses and schedules of EventBridge, with what they run on Fargate. */
import { exactly, times } from "../ranges";
import { read } from "../stack";
import type { Estimators } from "../estimator";
import { runsOf, taskCosts } from "./tasks";
import { Undetermined } from "../types";

/** Days of a month: events of an archive stand for so many times a month. */
const MONTH_DAYS = 30;

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
    "aws:cloudwatch/eventBus:EventBus": (_, { assumptions }) => [
        {
            what: "events",
            price: "events/put",
            quantity: times(assumptions.busEvents, 1e-6),
            assumptions: ["busEvents"],
        },
    ],
    "aws:cloudwatch/eventTarget:EventTarget": (resource, context) =>
        read(resource).has("ecsTarget")
            ? taskCosts(
                  resource,
                  { quantity: context.assumptions.taskRuns, assumptions: ["taskRuns"] },
                  context,
              )
            : [],
    // S3 puts every event of the bucket on the bus, whether or not a rule picks it.
    "aws:s3/bucketNotification:BucketNotification": (resource, { assumptions }) =>
        read(resource).flag("eventbridge") === true
            ? [
                  {
                      what: "events of objects",
                      price: "events/put",
                      quantity: times(assumptions.bucketWrites, 1e-6),
                      assumptions: ["bucketWrites"],
                  },
              ]
            : [],
    "aws:cloudwatch/eventArchive:EventArchive": (resource, { assumptions }) => {
        const days = read(resource).number("retentionDays") ?? 0;
        const { archivedGb } = assumptions;
        const put = {
            what: "events put aside",
            price: "events/archive",
            quantity: archivedGb,
            assumptions: ["archivedGb"],
        };
        if (days === 0) return [put, new Undetermined("an archive without retentionDays grows without end")];
        const kept = times(archivedGb, days / MONTH_DAYS);
        return [
            put,
            { what: "archive", price: "events/archived", quantity: kept, assumptions: ["archivedGb"] },
        ];
    },
    "aws:sns/topic:Topic": (resource, { assumptions }) => [
        {
            what: "messages",
            price: read(resource).flag("fifoTopic") === true ? "sns/fifo" : "sns/publish",
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
