import type { Mutation } from "../../mutations/mutation";

export const cloudwatch: readonly Mutation[] = [
    {
        rule: "alarm-actions",
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        name: "customers-sign-in-throttles",
        set: { alarmActions: undefined, okActions: undefined },
    },
];
