import { stackRule } from "../../core/rule";

const SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";

const DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery";

export const cloudFrontAccessLogs = stackRule({
    name: "cloudfront-access-logs",
    title: "Distributions log requests",
    description: "Access logs record callers and paths, and show the target of an attack.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["CloudFront.5"], checkov: ["CKV_AWS_86"], cdkNag: ["AwsSolutions-CFR3"] },
    remediation:
        "Set loggingConfig.bucket, or add a LogDeliverySource whose resourceArn is the distribution's, and its LogDelivery.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-5",
    check(stack) {
        for (const distribution of stack.all("aws:cloudfront/distribution:Distribution")) {
            const logs =
                distribution.isSet("loggingConfig.bucket") ||
                stack
                    .referring(SOURCE, "resourceArn", distribution)
                    .some((source) => stack.referring(DELIVERY, "deliverySourceName", source).length > 0);
            if (!logs) distribution.fail("loggingConfig", "is not set, and no delivery of logs is");
        }
    },
});
