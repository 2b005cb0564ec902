import { resourceRule } from "../../core/rule";

export const lambdaTracing = resourceRule({
    name: "lambda-tracing",
    title: "Functions have X-Ray tracing",
    description: "Traces identify slow or failed calls in a chain.",
    severity: "low",
    profile: "shared",
    catalogues: { fsbp: ["Lambda.7"], checkov: ["CKV_AWS_50"] },
    remediation: "Set tracingConfig.mode to Active.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    types: ["aws:lambda/function:Function"],
    check(code) {
        const mode = code.word("tracingConfig.mode", "passthrough");
        if (mode !== undefined && mode !== "active") code.fail("tracingConfig.mode", "is not Active");
    },
});
