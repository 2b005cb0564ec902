import { resourceRule } from "../../core/rule";

export const logsRetention = resourceRule({
    name: "logs-retention",
    title: "Log groups have a retention above the minimum",
    description: "Unlimited retention costs money for ever; short retention deletes evidence of incidents.",
    severity: "medium",
    profile: "shared",
    // CloudWatch.16 and CKV_AWS_338 ask for a year: the same with minDays 365.
    catalogues: { checkov: ["CKV_AWS_66"] },
    remediation: "Set retentionInDays to the required retention in days.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
    settings: {
        minDays: {
            type: "integer",
            minimum: 1,
            default: 1,
            description: "Minimum retention of logs, in days; CloudWatch.16 and CKV_AWS_338 require 365.",
        },
    },
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    check(group, settings) {
        const days = group.number("retentionInDays", 0);
        const minimum = settings.number("minDays");
        if (days === 0) group.fail("retentionInDays", "is not set: logs are kept for ever");
        else if (days !== undefined && days < minimum) {
            group.fail("retentionInDays", `is a number below ${minimum}`);
        }
    },
});
