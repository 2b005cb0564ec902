import type { Mutation } from "../../mutations/mutation";

const stage = "aws:apigatewayv2/stage:Stage";

export const apigateway: readonly Mutation[] = [
    { rule: "apigateway-access-logs", type: stage, set: { accessLogSettings: undefined } },
    {
        rule: "apigateway-authorizer",
        type: "aws:apigatewayv2/route:Route",
        name: "shop-get-orders",
        set: { authorizationType: "NONE" },
    },
    {
        rule: "apigateway-cors",
        type: "aws:apigatewayv2/api:Api",
        set: { "corsConfiguration.allowOrigins": ["*"] },
    },
    {
        rule: "apigateway-domain-tls",
        type: "aws:apigateway/domainName:DomainName",
        standIn: true,
        own: [
            {
                type: "aws:apigateway/domainName:DomainName",
                name: "old",
                props: { domainName: "old.example.com", securityPolicy: "TLS_1_2" },
            },
        ],
        set: { securityPolicy: "TLS_1_0" },
    },
    {
        rule: "apigateway-integration-https",
        type: "aws:apigatewayv2/integration:Integration",
        set: { integrationType: "HTTP_PROXY", integrationUri: "http://example.com/" },
    },
    {
        rule: "apigateway-throttling",
        type: stage,
        set: { "defaultRouteSettings.throttlingRateLimit": undefined },
    },
];
