import assert from "node:assert/strict";

import { alertsOf, showAlarms, showAlerts } from "../../../operations/alerts/alerts";
import type { Resource } from "../../../operations/state/resource";
import { SecretValue } from "../../../config/values";
import { minimal, settingsOf } from "../../config/fixtures";

const settings = settingsOf({
    ...minimal,
    secrets: { pager: { value: new SecretValue("https://events.example.com/key") } },
    alerts: {
        emails: ["all@example.com"],
        channels: {
            oncall: { severities: ["critical", "high"], webhook: "secret/pager" },
            security: { sources: ["security"], emails: ["sec@example.com"] },
            chat: { severities: ["medium"], slack: { workspaceId: "T0123ABCD", channelId: "C0123ABCD" } },
        },
    },
});

const urn = (component: string, type: string, name: string): string =>
    `urn:pulumi:dev::shop::plumbline:index:${component}$${type}::${name}`;

const topic = (name: string): Resource => {
    const type = "aws:sns/topic:Topic";
    return { urn: urn("Alerts", type, name), type, outputs: { arn: `arn:${name}` } };
};

const alarm = (component: string, name: string, ...topics: string[]): Resource => {
    const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const alarmActions = topics.map((one) => `arn:${one}`);
    return { urn: urn(component, type, name), type, outputs: { name: `${name}-1`, alarmActions } };
};

describe("plumb alerts", () => {
    const resources = [
        topic("alerts"),
        topic("alerts-oncall"),
        topic("edge-alerts"),
        topic("edge-alerts-security"),
        alarm("Queue", "jobs-dead", "alerts", "alerts-oncall"),
        alarm("Queue", "jobs-age", "alerts", "of-somebody-else"),
        alarm("Firewall", "cloudfront-blocked", "edge-alerts", "edge-alerts-security"),
        { ...alarm("Queue", "former-age", "alerts"), delete: true },
        // Autoscaling's own tell nobody.
        alarm("ContainerService", "web-cpu-high"),
    ];
    const found = alertsOf(settings, resources);
    const row = (severity: string, source: string) =>
        found.rows.find((one) => one.severity === severity && one.source === source);

    it("says who gets alerts of each severity and source, and names secrets only", () => {
        assert.deepEqual(row("critical", "security")?.recipients, [
            "all@example.com",
            "oncall: secret/pager",
            "security: sec@example.com",
        ]);
        assert.deepEqual(row("medium", "operations")?.recipients, [
            "all@example.com",
            "chat: Slack C0123ABCD",
        ]);
        assert.deepEqual(row("low", "operations")?.recipients, ["all@example.com"]);
        assert.ok(!JSON.stringify(found).includes("events.example.com"));
    });

    it("counts the alarms of the deployed stack, and says where each really goes", () => {
        assert.equal(row("high", "operations")?.alarms, 1);
        assert.deepEqual(
            found.alarms.map(({ name, channels }) => [name, ...channels]),
            [
                ["jobs-dead", "everyone", "oncall"],
                ["jobs-age", "everyone", "arn:of-somebody-else"],
                ["cloudfront-blocked", "everyone", "security"],
            ],
        );
        const lines = showAlarms(found).split("\n");
        assert.match(
            lines.find((line) => line.includes("jobs-dead")) ?? "",
            /high +operations +everyone, oncall/,
        );
    });

    it("tells of budgets and of nobody", () => {
        assert.match(showAlerts(found), /medium +operations +1 alarms?, .*budgets/);
        const lonely = alertsOf(settingsOf(minimal), []);
        assert.match(showAlerts(lonely), /critical +operations +alarms +\(nobody\)/);
        assert.match(showAlarms(lonely), /not deployed/);
    });
});
