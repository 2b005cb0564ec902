import { resourceRule } from "../../core/rule";

export const lambdaConcurrency = resourceRule({
    name: "lambda-concurrency",
    title: "Functions reserve concurrency",
    description:
        "A function without a limit can exhaust the account's concurrency and block all other functions.",
    severity: "low",
    profile: "advice",
    catalogues: { checkov: ["CKV_AWS_115"] },
    remediation: "Set reservedConcurrentExecutions.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    types: ["aws:lambda/function:Function"],
    check(code) {
        const reserved = code.number("reservedConcurrentExecutions", -1);
        if (reserved !== undefined && reserved < 0) code.fail("reservedConcurrentExecutions", "is not set");
    },
});
