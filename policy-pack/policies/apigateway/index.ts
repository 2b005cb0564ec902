import type { Rule } from "../../core/rule";
import { apiGatewayAccessLogs } from "./accessLogs";
import { apiGatewayAuthorizer } from "./authorizer";
import { apiGatewayCors } from "./cors";
import { apiGatewayIntegrationHttps } from "./integrationHttps";
import { apiGatewayThrottling } from "./throttling";

export const apigateway: readonly Rule[] = [
    apiGatewayAccessLogs,
    apiGatewayAuthorizer,
    apiGatewayCors,
    apiGatewayIntegrationHttps,
    apiGatewayThrottling,
];
