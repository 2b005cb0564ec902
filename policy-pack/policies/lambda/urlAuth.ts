import { resourceRule } from "../../core/rule";

const PROPERTY: Readonly<Record<string, string>> = {
    "aws:lambda/functionUrl:FunctionUrl": "authorizationType",
    "aws:lambda/permission:Permission": "functionUrlAuthType",
};

export const lambdaUrlAuth = resourceRule({
    name: "lambda-url-auth",
    title: "Function URLs require authorization",
    description: "A function URL without authorization is open to the whole internet.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_258"] },
    remediation: "Set authorizationType (functionUrlAuthType of the permission) to AWS_IAM.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    types: Object.keys(PROPERTY),
    check(resource) {
        const property = PROPERTY[resource.type] ?? "";
        if (resource.word(property, "") === "none") resource.fail(property, "is NONE");
    },
});
