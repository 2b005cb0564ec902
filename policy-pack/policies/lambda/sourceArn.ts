import { resourceRule } from "../../core/rule";

export const lambdaSourceArn = resourceRule({
    name: "lambda-source-arn",
    title: "Services call functions on behalf of one resource",
    description:
        "Without a source, the service calls the function for anybody's bucket, rule or topic as well.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_364"] },
    remediation:
        "Set sourceArn to the resource that calls, or sourceAccount to its account; for buckets both.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    types: ["aws:lambda/permission:Permission"],
    check(permission) {
        const principal = permission.string("principal", "") ?? "";
        if (!/\.amazonaws\.com(\.cn)?$/.test(principal)) return;
        const limits = ["sourceArn", "sourceAccount", "eventSourceToken"];
        if (!limits.some((limit) => permission.isSet(limit))) permission.fail("sourceArn", "is not set");
        // Names of buckets can be taken by another account when they are free again, and their ARNs say no account.
        else if (principal.startsWith("s3.") && !permission.isSet("sourceAccount"))
            permission.fail("sourceAccount", "is not set");
    },
});
