import { remediationRule } from "../../core/rule";

export const setLogRetention = remediationRule({
    name: "mend-log-retention",
    title: "Sets a retention on log groups without one",
    description: "Log groups without a retention keep logs for ever.",
    severity: "low",
    catalogues: { checkov: ["CKV_AWS_66"] },
    remediation: "Set the enforcement level of this policy to remediate.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    settings: {
        days: { type: "integer", minimum: 1, default: 90, description: "Retention of logs, in days." },
    },
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    changes(group, settings) {
        // 0 is for ever. What is not known yet stays as it is.
        if (group.number("retentionInDays", 0) !== 0) return [];
        return [[["retentionInDays"], settings.number("days")]];
    },
});
