import { resourceRule } from "../../core/rule";

export const alarmActions = resourceRule({
    name: "alarm-actions",
    title: "Alarms tell somebody",
    description: "An alarm without an action goes off, and nobody hears it.",
    severity: "medium",
    catalogues: { fsbp: ["CloudWatch.15", "CloudWatch.17"], checkov: ["CKV_AWS_319"] },
    mend: "Set alarmActions to the topic that tells people, and leave actionsEnabled on.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
    types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
    check(alarm) {
        if (alarm.boolean("actionsEnabled", true) === false) alarm.fail("actionsEnabled", "is false");
        const told = ["alarmActions", "okActions", "insufficientDataActions"].some((path) =>
            alarm.isSet(path),
        );
        if (!told) alarm.fail("alarmActions", "is not set");
    },
});
