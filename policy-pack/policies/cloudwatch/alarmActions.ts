import { resourceRule } from "../../core/rule";

export const alarmActions = resourceRule({
    name: "alarm-actions",
    title: "Alarms have an action",
    description: "An alarm without an action changes its state and notifies no one.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["CloudWatch.15", "CloudWatch.17"], checkov: ["CKV_AWS_319"] },
    remediation: "Set alarmActions to a topic with subscribers, and leave actionsEnabled on.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
    // Composite alarms may aggregate, for releases and dashboards, alarms that have actions of their own.
    types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
    check(alarm) {
        if (alarm.boolean("actionsEnabled", true) === false) alarm.fail("actionsEnabled", "is false");
        // Who hears only that all is well again, or of nothing measured, never hears that it goes off.
        if (!alarm.isSet("alarmActions")) alarm.fail("alarmActions", "is not set");
    },
});
