import type { Rule } from "../../core/rule";
import { apiGatewayAccessLogs } from "./accessLogs";
import { apiGatewayAuthorizer } from "./authorizer";
import { apiGatewayCors } from "./cors";
import { apiGatewayDomainTls } from "./domainTls";
import { apiGatewayIntegrationHttps } from "./integrationHttps";
import { apiGatewayThrottling } from "./throttling";

export const apigateway: readonly Rule[] = [
    apiGatewayAccessLogs,
    apiGatewayAuthorizer,
    apiGatewayCors,
    apiGatewayDomainTls,
    apiGatewayIntegrationHttps,
    apiGatewayThrottling,
];
