import { resourceRule } from "../../core/rule";

export const lambdaConcurrency = resourceRule({
    name: "lambda-concurrency",
    title: "Functions have a limit of their own",
    description: "A function without a limit can use up the account's, so that no other one runs.",
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
