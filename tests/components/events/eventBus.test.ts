import assert from "node:assert/strict";

import { EventBus, type EventBusArgs } from "../../../components/events/eventBus";
import { ALERTS, KEY } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: EventBusArgs = { keyArn: KEY };
const bus = (more: Partial<EventBusArgs>) => record(() => new EventBus("main", { ...args, ...more }));
const ARN = "arn:aws:cloudwatch:eu-west-1:111122223333:eventbus/main";
const DEAD = "arn:aws:sqs:eu-west-1:111122223333:queue/main-dead";

describe("EventBus", () => {
    const recording = recordOnce(() => new EventBus("main", { ...args, alarmTopicArn: ALERTS }));

    it("is encrypted, and keeps what it cannot decrypt", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("cloudwatch.EventBus"), {
            kmsKeyIdentifier: KEY,
            deadLetterConfig: { arn: DEAD },
        });
        assert.partialDeepStrictEqual(graph.statements("sqs.QueuePolicy", "main-dead"), [
            {
                Sid: "Events",
                Effect: "Allow",
                Principal: { Service: ["events.amazonaws.com"] },
                Action: ["sqs:SendMessage"],
                Resource: [DEAD],
                Condition: { ArnLike: { "aws:SourceArn": [ARN] } },
            },
            { Sid: "TlsOnly", Effect: "Deny" },
        ]);
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["main-dead-messages"]);
    });

    it("has neither archive nor other accounts unless configured", () => {
        const { graph } = recording();
        assert.deepEqual(graph.all("cloudwatch.EventArchive"), []);
        assert.deepEqual(graph.all("cloudwatch.EventBusPolicy"), []);
    });

    it("keeps every event if configured", async () => {
        const { graph } = await bus({ archiveDays: 30 });
        assert.deepEqual(graph.inputs("cloudwatch.EventArchive"), {
            eventSourceArn: ARN,
            retentionDays: 30,
            kmsKeyIdentifier: KEY,
        });
    });

    it("takes events of other accounts if configured", async () => {
        const { graph } = await bus({ accounts: ["222233334444", "333344445555"] });
        assert.deepEqual(
            graph.statements("cloudwatch.EventBusPolicy", "main"),
            ["222233334444", "333344445555"].map((account) => ({
                Sid: `Account${account}`,
                Effect: "Allow",
                Principal: { AWS: [`arn:aws:iam::${account}:root`] },
                Action: ["events:PutEvents"],
                Resource: [ARN],
            })),
        );
    });

    it("lets put events, of its source only if it has one", async () => {
        const put = { actions: ["events:PutEvents"], resources: [ARN] };
        assert.deepEqual(await resolve(recording().made.link()), {
            environment: { BUS_MAIN_NAME: "main-0a1b2c3" },
            statements: [put],
        });
        const { made } = await bus({ source: "shop" });
        assert.deepEqual((await resolve(made.link())).statements, [
            { ...put, conditions: { StringEquals: { "events:source": "shop" } } },
        ]);
    });

    it("shows deliveries, and how long they take", () => {
        const row = recording().made.dashboardRow();
        assert.equal(row.title, "Bus main");
        assert.equal(row.widgets.length, 2);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "EventBus", ["busName", "busArn", "deadLetterQueueUrl"]);
    });
});
