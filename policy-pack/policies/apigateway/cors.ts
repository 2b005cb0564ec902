import { resourceRule } from "../../core/rule";

const ORIGINS: Readonly<Record<string, string>> = {
    "aws:apigatewayv2/api:Api": "corsConfiguration.allowOrigins",
    "aws:lambda/functionUrl:FunctionUrl": "cors.allowOrigins",
};

export const apiGatewayCors = resourceRule({
    name: "apigateway-cors",
    title: "APIs allow named origins only",
    description: "The origin * lets every web page in a browser call the API and read its responses.",
    severity: "medium",
    catalogues: { checkov: ["CKV2_AWS_75"] },
    remediation: "Name the origins in corsConfiguration.allowOrigins (cors.allowOrigins of a function URL).",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
    types: Object.keys(ORIGINS),
    check(api) {
        const path = ORIGINS[api.type] ?? "";
        const open = api.strings(path).some((origin) => /^(https?:\/\/)?\*$/.test(origin));
        if (open) api.fail(path, "has *");
    },
});
