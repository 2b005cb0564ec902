import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";

import { Alerts, type AlertsArgs } from "../../../components/monitoring/alerts";
import { base, KEY } from "../../support/fixtures";
import { ACCOUNT } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";

const TOPIC = "arn:aws:sns:eu-west-1:111122223333:topic/alerts";
const ELSEWHERE = "arn:aws:sns:us-east-1:111122223333:edge";
const args: AlertsArgs = { ...base, keyArn: KEY };
const publish = (Sid: string, service: string, Condition: object) => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sns:Publish"],
    Resource: [TOPIC],
    Condition,
});
const ofAccount = { StringEquals: { "aws:SourceAccount": ACCOUNT } };

describe("Alerts", () => {
    const recording = recordOnce(() => new Alerts("alerts", args));

    it("is one encrypted topic with its policy, and no subscription by default", () => {
        const { graph } = recording();
        assert.deepEqual(graph.counts(), { Alerts: 1, "sns.Topic": 1, "sns.TopicPolicy": 1 });
        assert.deepEqual(graph.inputs("sns.Topic"), { kmsMasterKeyId: KEY });
    });

    it("lets alarm services publish, for this account only, and over TLS only", () => {
        assert.deepEqual(recording().graph.statements("sns.TopicPolicy", "alerts"), [
            publish("Alarms", "cloudwatch.amazonaws.com", ofAccount),
            publish("Budgets", "budgets.amazonaws.com", {
                ...ofAccount,
                ArnLike: { "aws:SourceArn": `arn:aws:budgets::${ACCOUNT}:*` },
            }),
            publish("CostAnomalies", "costalerts.amazonaws.com", ofAccount),
            publish("Events", "events.amazonaws.com", {
                ArnLike: { "aws:SourceArn": `arn:aws:events:*:${ACCOUNT}:rule/*` },
            }),
            {
                Sid: "TlsOnly",
                Effect: "Deny",
                Principal: "*",
                Action: ["sns:Publish"],
                Resource: [TOPIC],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
        ]);
    });

    it("subscribes every address, exactly as configured", async () => {
        const emails = ["On.Call@example.com", "b@example.com"];
        const { graph } = await record(() => new Alerts("alerts", { ...args, emails }));
        assert.deepEqual(
            graph.all("sns.TopicSubscription").map(({ name, inputs }) => [name, inputs]),
            [
                ["alerts-b-example-com", { topic: TOPIC, protocol: "email", endpoint: "b@example.com" }],
                [
                    "alerts-on-call-example-com",
                    { topic: TOPIC, protocol: "email", endpoint: "On.Call@example.com" },
                ],
            ],
        );
    });

    it("notifies a Slack channel, whose role may read metrics only", async () => {
        const slack = { workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
        const { graph } = await record(() => new Alerts("alerts", { ...args, slack }));
        assert.deepEqual(graph.inputs("chatbot.SlackChannelConfiguration"), {
            configurationName: "plumbline-unit-alerts",
            slackTeamId: "T0123ABCD",
            slackChannelId: "C0123ABCD",
            iamRoleArn: "arn:aws:iam:eu-west-1:111122223333:role/alerts-slack",
            snsTopicArns: ["arn:aws:sns:eu-west-1:111122223333:topicpolicy/alerts"],
            guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
            loggingLevel: "NONE",
            region: "us-east-2",
        });
        assert.deepEqual(graph.statements("iam.RolePolicy", "alerts-slack"), [
            {
                Effect: "Allow",
                Action: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"],
                Resource: ["*"],
            },
        ]);
    });

    it("writes the channel's errors to a log group in us-east-1, which is there before, and none without it", async () => {
        const slack = { workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
        const keyArn = "arn:aws:kms:us-east-1:111122223333:key/edge";
        const { graph } = await record(() => {
            new Alerts("alerts", args).notifySlack({ slack }, ELSEWHERE, { retentionDays: 30, keyArn });
        });
        const group = graph.one("cloudwatch.LogGroup");
        assert.deepEqual(group.inputs, {
            name: "/aws/chatbot/plumbline-unit-alerts",
            retentionInDays: 30,
            kmsKeyId: keyArn,
            region: "us-east-1",
        });
        const channel = graph.one("chatbot.SlackChannelConfiguration");
        assert.equal(channel.inputs["loggingLevel"], "ERROR");
        assert.ok(channel.dependsOn.includes(group.urn));
    });

    it("notifies Slack of a topic in another region too, and lists its own once", async () => {
        const slack = { workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
        const topicsWith = async (elsewhere: (alerts: Alerts) => pulumi.Input<string>) => {
            const { graph } = await record(() => {
                const alerts = new Alerts("alerts", args);
                alerts.notifySlack({ slack }, elsewhere(alerts));
            });
            return graph.inputs("chatbot.SlackChannelConfiguration")["snsTopicArns"];
        };
        const own = "arn:aws:sns:eu-west-1:111122223333:topicpolicy/alerts";
        assert.deepEqual(await topicsWith(() => ELSEWHERE), [own, ELSEWHERE]);
        assert.deepEqual(await topicsWith(({ topicArn }) => topicArn), [own]);
    });

    it("returns the topic only after its policy", () => {
        const { graph } = recording();
        const policy = graph.one("sns.TopicPolicy");
        assert.deepEqual(graph.one("Alerts").outputs, {
            topicArn: "arn:aws:sns:eu-west-1:111122223333:topicpolicy/alerts",
        });
        assert.deepEqual(policy.inputs["arn"], TOPIC);
    });
});
