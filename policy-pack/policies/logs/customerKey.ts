import { resourceRule } from "../../core/rule";

export const logsCustomerKey = resourceRule({
    name: "logs-customer-key",
    title: "Log groups are encrypted with a customer key",
    description: "Logs contain data of users and systems; a customer key limits their readers.",
    severity: "medium",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_158"] },
    remediation: "Set kmsKeyId to the ARN of a key that CloudWatch Logs may use.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    check(group) {
        if (!group.isSet("kmsKeyId")) group.fail("kmsKeyId", "is not set");
    },
});
