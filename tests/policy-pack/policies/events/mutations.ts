import { document } from "../../support/documents";
import type { Sent } from "../../support/engine";
import type { Mutation } from "../../mutations/mutation";

const send = {
    Sid: "Partner",
    Action: "events:PutEvents",
    Resource: "arn:aws:events:eu-west-1:111122223333:event-bus/orders",
};

const bus: Sent = {
    type: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    name: "orders",
    props: {
        eventBusName: "orders",
        policy: document({ ...send, Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
    },
};

export const events: readonly Mutation[] = [
    {
        rule: "events-bus-not-public",
        type: bus.type,
        own: [bus],
        set: { policy: document({ ...send, Principal: "*" }) },
    },
    {
        rule: "events-bus-encryption",
        stack: "local",
        type: "aws:cloudwatch/eventBus:EventBus",
        set: { kmsKeyIdentifier: undefined },
    },
    {
        rule: "events-dead-letters",
        stack: "local",
        type: "aws:cloudwatch/eventTarget:EventTarget",
        name: "receipts-bus-main",
        // A new target's is not known in a preview.
        set: { deadLetterConfig: undefined, arn: "arn:aws:sqs:us-east-1:123456789012:receipts" },
    },
    {
        rule: "ecs-scheduled-no-public-ip",
        stack: "local",
        type: "aws:scheduler/schedule:Schedule",
        name: "migrate-nightly",
        set: { "target.ecsParameters.networkConfiguration.assignPublicIp": true },
    },
];
