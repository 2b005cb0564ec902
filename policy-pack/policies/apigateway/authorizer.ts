import { resourceRule } from "../../core/rule";

const METHOD = "aws:apigateway/method:Method";

export const apiGatewayAuthorizer = resourceRule({
    name: "apigateway-authorizer",
    title: "Routes require authorization",
    description: "A route without authorization is open to the whole internet.",
    severity: "high",
    catalogues: {
        fsbp: ["APIGateway.8"],
        checkov: ["CKV2_AWS_70", "CKV_AWS_309", "CKV_AWS_59"],
        cdkNag: ["AwsSolutions-APIG4"],
    },
    remediation: "Set authorizationType (authorization of a REST method), or name the route in publicRoutes.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8",
    settings: {
        publicRoutes: {
            type: "array",
            items: { type: "string" },
            default: ["GET /health"],
            description: "Public routes, by routeKey.",
        },
    },
    types: ["aws:apigatewayv2/route:Route", METHOD],
    check(route, settings) {
        if (route.type === METHOD) {
            // Browsers send preflight requests without credentials.
            if (route.word("httpMethod", "") === "options" || route.boolean("apiKeyRequired", false) === true)
                return;
            if (route.word("authorization", "none") === "none") route.fail("authorization", "is NONE");
            return;
        }
        const key = route.string("routeKey", "");
        if (key === undefined || settings.strings("publicRoutes").includes(key) || /^OPTIONS /.test(key))
            return;
        // WebSocket APIs take an authorizer only on $connect, and AWS refuses one on message routes. A $default route
        // does not show its API type.
        if (!key.includes(" ") && key !== "" && !["$connect", "$default"].includes(key)) return;
        if (route.word("authorizationType", "none") === "none") route.fail("authorizationType", "is NONE");
    },
});
