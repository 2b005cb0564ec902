import { resourceRule } from "../../core/rule";

export const lambdaSourceArn = resourceRule({
    name: "lambda-source-arn",
    title: "Function permissions name the source of the calls",
    description: "Without a source, buckets, rules or topics of other accounts can call the function too.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_364"] },
    remediation:
        "Set sourceArn to the calling resource, or sourceAccount to its account; for buckets, set both.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    types: ["aws:lambda/permission:Permission"],
    check(permission) {
        const principal = permission.string("principal", "") ?? "";
        if (!/\.amazonaws\.com(\.cn)?$/.test(principal)) return;
        const limits = ["sourceArn", "sourceAccount", "eventSourceToken"];
        if (!limits.some((limit) => permission.isSet(limit))) permission.fail("sourceArn", "is not set");
        // Another account can take a deleted bucket's name, and bucket ARNs contain no account id.
        else if (principal.startsWith("s3.") && !permission.isSet("sourceAccount"))
            permission.fail("sourceAccount", "is not set");
    },
});
