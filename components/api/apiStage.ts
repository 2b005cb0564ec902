import * as apigateway from "@pulumi/aws/apigatewayv2";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";

/** How often something may be called. */
export interface Throttle {
    /** Requests a second on average. @default the API's; 100 for the API itself */
    readonly rateLimit?: number | undefined;
    /** Requests at once. @default the API's; 200 for the API itself */
    readonly burstLimit?: number | undefined;
}

interface ApiStageArgs extends Throttle {
    readonly apiId: pulumi.Input<string>;
    readonly logGroupArn: pulumi.Input<string>;
    /** Limits by route. */
    readonly routes: Readonly<Record<string, Throttle>>;
}

/** One line of JSON for each request; https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const ACCESS_LOG = JSON.stringify({
    requestId: "$context.requestId",
    ip: "$context.identity.sourceIp",
    time: "$context.requestTime",
    method: "$context.httpMethod",
    route: "$context.routeKey",
    status: "$context.status",
    length: "$context.responseLength",
    latency: "$context.responseLatency",
    error: "$context.integrationErrorMessage",
    authorizerError: "$context.authorizer.error",
});

/** The one stage of an API, deployed by itself: throttled, logged, with metrics by route. */
export function createApiStage(
    name: string,
    {
        apiId,
        logGroupArn,
        routes,
        rateLimit = defaults.serverlessApi.rateLimit,
        burstLimit = defaults.serverlessApi.burstLimit,
    }: ApiStageArgs,
    dependsOn: apigateway.Route[],
    options: pulumi.CustomResourceOptions,
): apigateway.Stage {
    const throttled = Object.entries(routes).filter(
        ([, route]) => (route.rateLimit ?? route.burstLimit) !== undefined,
    );
    return new apigateway.Stage(
        name,
        {
            apiId,
            name: "$default",
            autoDeploy: true,
            accessLogSettings: { destinationArn: logGroupArn, format: ACCESS_LOG },
            defaultRouteSettings: limits(rateLimit, burstLimit),
            ...(throttled.length === 0
                ? {}
                : {
                      routeSettings: throttled.map(([routeKey, route]) => ({
                          routeKey,
                          ...limits(route.rateLimit ?? rateLimit, route.burstLimit ?? burstLimit),
                      })),
                  }),
        },
        // The limits of a route can be set only once it is there.
        throttled.length === 0 ? options : { ...options, dependsOn },
    );
}

function limits(throttlingRateLimit: number, throttlingBurstLimit: number) {
    return { detailedMetricsEnabled: true, throttlingRateLimit, throttlingBurstLimit };
}
