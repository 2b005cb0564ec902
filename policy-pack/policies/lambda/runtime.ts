import { resourceRule } from "../../core/rule";

export const lambdaRuntime = resourceRule({
    name: "lambda-runtime",
    title: "Functions run on a supported runtime",
    description:
        "A deprecated runtime gets no security updates, and AWS later blocks updates of its functions.",
    severity: "medium",
    catalogues: { fsbp: ["Lambda.2"], checkov: ["CKV_AWS_363"], cdkNag: ["AwsSolutions-L1"] },
    remediation: "Set runtime to a supported runtime.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    settings: {
        runtimes: {
            type: "array",
            items: { type: "string" },
            default: [
                ...["nodejs22.x", "nodejs24.x"],
                ...["python3.11", "python3.12", "python3.13", "python3.14"],
                // The next to end: ruby3.3 in March 2027, nodejs22.x in April, python3.11 in June.
                ...["java17", "java21", "java25", "dotnet10", "ruby3.3", "ruby3.4"],
                ...["provided.al2023"],
            ],
            description: "Allowed runtimes.",
        },
    },
    types: ["aws:lambda/function:Function"],
    check(code, settings) {
        if (code.word("packageType", "zip") !== "zip") return;
        const runtime = code.string("runtime", "");
        if (runtime !== undefined && !settings.strings("runtimes").includes(runtime)) {
            code.fail("runtime", runtime === "" ? "is not set" : "is not an allowed one");
        }
    },
});
