import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { CostGuard } from "../../../components/account";
import { Alerts, type AlertsArgs } from "../../../components/monitoring/alerts";
import { Queue } from "../../../components/storage/queue";
import { base, KEY } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";

const arn = (name: string) => `arn:aws:sns:eu-west-1:111122223333:topic/${name}`;
/** The same once the topic's policy is in force. */
const open = (name: string) => `arn:aws:sns:eu-west-1:111122223333:topicpolicy/${name}`;
const WEBHOOK = "https://events.example.com/integration/key";
const args: AlertsArgs = {
    ...base,
    keyArn: KEY,
    channels: {
        oncall: { severities: ["critical", "high"], webhook: { reveal: () => WEBHOOK } },
        security: { sources: ["security"], emails: ["Sec@example.com"] },
        team: { severities: ["medium", "low"], emails: ["a@example.com", "b@example.com"] },
    },
};

describe("channels of alerts", () => {
    const recording = recordOnce(() => {
        const alerts = new Alerts("alerts", args);
        new Queue("jobs", { ...base, keyArn: KEY, alarmTopicArn: alerts.topicArn });
        return alerts;
    });
    const graph = () => recording().graph;

    it("have an encrypted topic each, with the policy of the first", () => {
        assert.deepEqual(graph().names("sns.Topic"), [
            "alerts",
            "alerts-oncall",
            "alerts-security",
            "alerts-team",
        ]);
        for (const { inputs } of graph().all("sns.Topic")) {
            assert.deepEqual(inputs, { kmsMasterKeyId: KEY });
        }
        const sids = graph()
            .statements("sns.TopicPolicy", "alerts-oncall")
            .map(({ Sid }) => Sid);
        assert.deepEqual(sids, ["Alarms", "Budgets", "CostAnomalies", "Events", "TlsOnly"]);
    });

    it("reach addresses, and webhooks that confirm by themselves", () => {
        const subscriptions = graph()
            .all("sns.TopicSubscription")
            .map(({ name, inputs }) => [name, inputs["protocol"], inputs["topic"]]);
        assert.deepEqual(subscriptions, [
            ["alerts-oncall-webhook", "https", open("alerts-oncall")],
            ["alerts-security-sec-example-com", "email", arn("alerts-security")],
            ["alerts-team-a-example-com", "email", arn("alerts-team")],
            ["alerts-team-b-example-com", "email", arn("alerts-team")],
        ]);
        const { endpoint, endpointAutoConfirms } = graph().inputs(
            "sns.TopicSubscription",
            "alerts-oncall-webhook",
        );
        assert.equal(endpointAutoConfirms, true);
        // Pulumi marks secrets so in what a provider is sent.
        assert.ok(JSON.stringify(endpoint).includes(WEBHOOK));
    });

    it("get alarms of their severities and sources, beside the topic of every alert", () => {
        const actions = (name: string) => {
            const { alarmActions, okActions } = graph().inputs("cloudwatch.MetricAlarm", name);
            assert.deepEqual(alarmActions, okActions);
            return alarmActions;
        };
        assert.deepEqual(actions("jobs-dead"), [open("alerts"), open("alerts-oncall")]);
        assert.deepEqual(actions("jobs-age"), [open("alerts"), open("alerts-team")]);
    });

    it("get costs that are out of line, with a subscription each, whose topic AWS takes one of", async () => {
        const { graph: costs } = await record(() => {
            const { topicArn } = new Alerts("alerts", args);
            const anomalies = { mode: "create", minimumUsd: 20 } as const;
            const budget = { awsName: "shop-prod", monthlyUsd: 500, anomalies };
            new CostGuard("costs", { ...base, ...budget, alarmTopicArn: topicArn });
            return pulumi.output(0);
        });
        const subscribed = costs
            .all("costexplorer.AnomalySubscription")
            .map(({ inputs: { name, subscribers } }) => [name, subscribers]);
        assert.deepEqual(subscribed, [
            ["shop-prod", [{ type: "SNS", address: open("alerts") }]],
            ["shop-prod-team", [{ type: "SNS", address: open("alerts-team") }]],
        ]);
    });

    it("reach a channel of Slack each, with the topics of every region", async () => {
        const { graph: chat } = await record(() => {
            const slack = { workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
            const channels = { oncall: { severities: ["critical"], slack } } as const;
            const alerts = new Alerts("alerts", { ...args, channels });
            const elsewhere = new Alerts("edge-alerts", { ...args, channels });
            alerts.notifySlack({ channels }, elsewhere.topicArn);
            return pulumi.output(0);
        });
        const { name, inputs } = chat.one("chatbot.SlackChannelConfiguration");
        assert.equal(name, "alerts-oncall-slack");
        assert.match(String(inputs["configurationName"]), /-alerts-oncall$/);
        assert.deepEqual(inputs["snsTopicArns"], [open("alerts-oncall"), open("edge-alerts-oncall")]);
    });

    it("change nothing where there are none", async () => {
        const { graph: plain } = await record(() => {
            const { topicArn } = new Alerts("alerts", { ...base, keyArn: KEY });
            new Queue("jobs", { ...base, keyArn: KEY, alarmTopicArn: topicArn });
            return pulumi.output(0);
        });
        assert.deepEqual(plain.inputs("cloudwatch.MetricAlarm", "jobs-dead")["alarmActions"], [
            open("alerts"),
        ]);
    });
});
