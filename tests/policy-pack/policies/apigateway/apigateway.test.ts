import { apiGatewayAccessLogs } from "../../../../policy-pack/policies/apigateway/accessLogs";
import { apiGatewayAuthorizer } from "../../../../policy-pack/policies/apigateway/authorizer";
import { apiGatewayCors } from "../../../../policy-pack/policies/apigateway/cors";
import { apiGatewayDomainTls } from "../../../../policy-pack/policies/apigateway/domainTls";
import { apiGatewayIntegrationHttps } from "../../../../policy-pack/policies/apigateway/integrationHttps";
import { apiGatewayThrottling } from "../../../../policy-pack/policies/apigateway/throttling";
import { testRule } from "../../support/fixtures";

testRule(apiGatewayAuthorizer, {
    compliant: { routeKey: "GET /orders", authorizationType: "JWT" },
    also: [
        { routeKey: "GET /health", authorizationType: "NONE" },
        { routeKey: "OPTIONS /orders", authorizationType: undefined },
        // Of a WebSocket: the connection is already authorized.
        { routeKey: "$disconnect", authorizationType: "NONE" },
        { routeKey: "sendMessage", authorizationType: undefined },
    ],
    violating: [
        [{ authorizationType: "NONE" }, /^authorizationType is NONE/],
        [{ routeKey: "$connect", authorizationType: "NONE" }, /^authorizationType is NONE/],
        [{ routeKey: "$default", authorizationType: "NONE" }, /^authorizationType is NONE/],
        [{ routeKey: "ANY /{proxy+}", authorizationType: "NONE" }, /^authorizationType is NONE/],
        [{ routeKey: undefined, authorizationType: "NONE" }, /^authorizationType is NONE/],
    ],
    unknown: { routeKey: "fails", authorizationType: "fails" },
    absent: { authorizationType: "fails" },
    wrongType: { authorizationType: 1 },
});

testRule(apiGatewayAuthorizer, {
    type: "aws:apigateway/method:Method",
    compliant: { httpMethod: "GET", authorization: "COGNITO_USER_POOLS" },
    also: [
        { authorization: "NONE", apiKeyRequired: true },
        { httpMethod: "OPTIONS", authorization: "NONE" },
    ],
    violating: [[{ authorization: "NONE" }, /^authorization is NONE/]],
    unknown: { authorization: "fails" },
    absent: { authorization: "fails" },
    wrongType: { authorization: {} },
});

testRule(apiGatewayAccessLogs, {
    compliant: { accessLogSettings: { destinationArn: "arn:logs", format: "$context.requestId" } },
    violating: [
        [{ "accessLogSettings.destinationArn": "" }, /^accessLogSettings\.destinationArn is not set/],
    ],
    unknown: { "accessLogSettings.destinationArn": "passes" },
    absent: { accessLogSettings: "fails" },
    wrongType: { accessLogSettings: "logs" },
});

testRule(apiGatewayIntegrationHttps, {
    compliant: { integrationType: "HTTP_PROXY", integrationUri: "https://example.com/" },
    also: [
        { integrationType: "AWS_PROXY", integrationUri: "arn:function" },
        { connectionType: "VPC_LINK", integrationUri: "arn:listener" },
    ],
    violating: [[{ integrationUri: "http://example.com/" }, /^integrationUri is not https/]],
    unknown: { integrationUri: "fails", integrationType: "fails" },
    absent: { integrationUri: "fails", integrationType: "passes" },
    wrongType: { integrationUri: ["https://example.com"] },
});

testRule(apiGatewayIntegrationHttps, {
    type: "aws:apigateway/integration:Integration",
    compliant: { type: "HTTP", uri: "https://example.com/" },
    violating: [[{ uri: "http://example.com/" }, /^uri is not https/]],
    unknown: { uri: "fails" },
    absent: { uri: "fails" },
    wrongType: { uri: 80 },
});

testRule(apiGatewayThrottling, {
    compliant: { defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 200 } },
    violating: [
        [{ "defaultRouteSettings.throttlingRateLimit": 0 }, /throttlingRateLimit is not set/],
        [{ "defaultRouteSettings.throttlingBurstLimit": -1 }, /throttlingBurstLimit is not set/],
    ],
    unknown: { "defaultRouteSettings.throttlingRateLimit": "fails" },
    absent: { defaultRouteSettings: "fails" },
    wrongType: { "defaultRouteSettings.throttlingRateLimit": "much" },
});

testRule(apiGatewayCors, {
    compliant: { corsConfiguration: { allowOrigins: ["https://shop.example.com"] } },
    violating: [
        [{ "corsConfiguration.allowOrigins": ["*"] }, /^corsConfiguration\.allowOrigins has \*/],
        [{ "corsConfiguration.allowOrigins": ["https://a.example", "https://*"] }, /has \*/],
    ],
    unknown: { "corsConfiguration.allowOrigins": "fails", "corsConfiguration.allowOrigins.0": "fails" },
    absent: { corsConfiguration: "passes" },
    wrongType: { "corsConfiguration.allowOrigins": "*" },
});

testRule(apiGatewayCors, {
    type: "aws:lambda/functionUrl:FunctionUrl",
    compliant: { cors: { allowOrigins: ["https://shop.example.com"] } },
    violating: [[{ "cors.allowOrigins": ["*"] }, /^cors\.allowOrigins has \*/]],
    unknown: { "cors.allowOrigins": "fails" },
    absent: { cors: "passes" },
    wrongType: { "cors.allowOrigins": 7 },
});

testRule(apiGatewayDomainTls, {
    compliant: { domainName: "api.example.com", securityPolicy: "TLS_1_2" },
    also: [
        { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" },
        { securityPolicy: "SecurityPolicy_TLS12_PFS_2025_EDGE" },
    ],
    violating: [
        [{ securityPolicy: "TLS_1_0" }, /^securityPolicy allows TLS 1\.0/],
        [{ securityPolicy: "tls_1_1" }, /^securityPolicy allows TLS 1\.0/],
        [{ securityPolicy: "" }, /^securityPolicy is not set/],
    ],
    unknown: { securityPolicy: "fails" },
    absent: { securityPolicy: "fails" },
    wrongType: { securityPolicy: 1.2 },
});

testRule(apiGatewayDomainTls, {
    type: "aws:apigatewayv2/domainName:DomainName",
    compliant: { domainNameConfiguration: { securityPolicy: "TLS_1_2", endpointType: "REGIONAL" } },
    violating: [
        [
            { "domainNameConfiguration.securityPolicy": "TLS_1_0" },
            /^domainNameConfiguration\.securityPolicy allows/,
        ],
    ],
    unknown: { "domainNameConfiguration.securityPolicy": "fails" },
    absent: { domainNameConfiguration: "fails" },
    wrongType: { domainNameConfiguration: 7 },
});
