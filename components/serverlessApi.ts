import * as apigateway from "@pulumi/aws/apigatewayv2";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import { aliasRecords, type PublicZone } from "./support/dns";
import { type Link, type Linkable, variable } from "./support/link";
import { logGroup, type LogSettings } from "./support/logGroup";

/** A function that an API can call: {@link ServerlessFunction} or anything with the same outputs. */
export interface Invocable {
    readonly functionName: pulumi.Input<string>;
    readonly aliasName: pulumi.Input<string>;
    /** Of the alias, so that a new version needs no change of the API. */
    readonly invokeArn: pulumi.Input<string>;
}

/** What a route does. */
export interface RouteArgs {
    /** Name of a function among {@link ServerlessApiArgs.functions}. */
    readonly function: string;
    /** Whether callers need no token. @default false */
    readonly public?: boolean;
}

/** Arguments of {@link ServerlessApi}. */
export interface ServerlessApiArgs {
    /** Functions by name. */
    readonly functions: Readonly<Record<string, Invocable>>;
    /** Routes such as `GET /orders/{id}`. */
    readonly routes: Readonly<Record<string, RouteArgs>>;
    /** Who issues the tokens that callers show, and for which client. */
    readonly authorizer: { readonly issuer: pulumi.Input<string>; readonly clientId: pulumi.Input<string> };
    /** Origins whose pages may call the API. @default none */
    readonly corsOrigins?: readonly string[];
    /** Requests a second on average. @default 100 */
    readonly rateLimit?: number;
    /** Requests at once. @default 200 */
    readonly burstLimit?: number;
    /** Host name and the zone it is in. @default AWS's own name */
    readonly domain?: { readonly host: string; readonly zone: PublicZone } | undefined;
    readonly logs: LogSettings;
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

/** An HTTP API: routes to functions, tokens checked unless a route is public, throttled, logged. */
export class ServerlessApi extends Component implements Linkable {
    readonly apiId: pulumi.Output<string>;
    /** Where callers reach it, without a slash at the end. */
    readonly url: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;

    constructor(name: string, args: ServerlessApiArgs, options?: pulumi.ComponentResourceOptions) {
        super("ServerlessApi", name, options);
        const api = this.createApi(args);
        const authorizer = this.createAuthorizer(api, args);
        const integrations = this.createIntegrations(api, args);
        for (const [key, route] of Object.entries(args.routes)) {
            this.createRoute(key, route, api, authorizer, integrations);
        }
        const logs = logGroup(name, args.logs, this.child);
        const stage = this.createStage(api, logs, args);
        this.apiId = api.id;
        this.logGroupName = logs.name;
        this.url = args.domain ? this.createDomainName(args.domain, api, stage) : api.apiEndpoint;
        this.registerOutputs({ apiId: this.apiId, url: this.url, logGroupName: this.logGroupName });
    }

    /** `API_<NAME>_URL`. */
    link(): Link {
        return { environment: { [variable("api", this.name, "url")]: this.url } };
    }

    private createApi({ corsOrigins = [], domain }: ServerlessApiArgs): apigateway.Api {
        return new apigateway.Api(
            this.name,
            {
                protocolType: "HTTP",
                // With a name of its own the API has one address, behind one TLS policy.
                disableExecuteApiEndpoint: domain !== undefined,
                ...(corsOrigins.length === 0
                    ? {}
                    : {
                          corsConfiguration: {
                              allowOrigins: [...corsOrigins],
                              allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
                              allowHeaders: ["authorization", "content-type"],
                              maxAge: 3600,
                          },
                      }),
            },
            this.child,
        );
    }

    private createAuthorizer(api: apigateway.Api, { authorizer }: ServerlessApiArgs): apigateway.Authorizer {
        return new apigateway.Authorizer(
            this.name,
            {
                apiId: api.id,
                name: this.name,
                authorizerType: "JWT",
                identitySources: ["$request.header.Authorization"],
                jwtConfiguration: { issuer: authorizer.issuer, audiences: [authorizer.clientId] },
            },
            this.child,
        );
    }

    /** One integration and one permission for each function that a route names. */
    private createIntegrations(
        api: apigateway.Api,
        { functions, routes }: ServerlessApiArgs,
    ): Map<string, apigateway.Integration> {
        const used = new Set(Object.values(routes).map((route) => route.function));
        return new Map(
            [...used].map((name) => {
                const target = functions[name];
                if (target === undefined) {
                    throw new pulumi.ResourceError(
                        `routes name the function "${name}", which is not given`,
                        this,
                    );
                }
                const integration = new apigateway.Integration(
                    `${this.name}-${name}`,
                    {
                        apiId: api.id,
                        integrationType: "AWS_PROXY",
                        integrationUri: target.invokeArn,
                        payloadFormatVersion: "2.0",
                    },
                    this.child,
                );
                new lambda.Permission(
                    `${this.name}-${name}`,
                    {
                        action: "lambda:InvokeFunction",
                        principal: "apigateway.amazonaws.com",
                        function: target.functionName,
                        qualifier: target.aliasName,
                        sourceArn: pulumi.interpolate`${api.executionArn}/*`,
                    },
                    this.child,
                );
                return [name, integration];
            }),
        );
    }

    private createRoute(
        key: string,
        route: RouteArgs,
        api: apigateway.Api,
        authorizer: apigateway.Authorizer,
        integrations: ReadonlyMap<string, apigateway.Integration>,
    ): void {
        const integration = integrations.get(route.function);
        new apigateway.Route(
            `${this.name}-${slug(key)}`,
            {
                apiId: api.id,
                routeKey: key,
                ...(integration ? { target: pulumi.interpolate`integrations/${integration.id}` } : {}),
                ...(route.public
                    ? { authorizationType: "NONE" }
                    : { authorizationType: "JWT", authorizerId: authorizer.id }),
            },
            this.child,
        );
    }

    private createStage(
        api: apigateway.Api,
        logs: { readonly arn: pulumi.Output<string> },
        args: ServerlessApiArgs,
    ): apigateway.Stage {
        return new apigateway.Stage(
            this.name,
            {
                apiId: api.id,
                name: "$default",
                autoDeploy: true,
                accessLogSettings: { destinationArn: logs.arn, format: ACCESS_LOG },
                defaultRouteSettings: {
                    detailedMetricsEnabled: true,
                    throttlingRateLimit: args.rateLimit ?? 100,
                    throttlingBurstLimit: args.burstLimit ?? 200,
                },
            },
            this.child,
        );
    }

    private createDomainName(
        { host, zone }: NonNullable<ServerlessApiArgs["domain"]>,
        api: apigateway.Api,
        stage: apigateway.Stage,
    ): pulumi.Output<string> {
        const domainName = new apigateway.DomainName(
            this.name,
            {
                domainName: host,
                domainNameConfiguration: {
                    certificateArn: zone.certificateArn,
                    endpointType: "REGIONAL",
                    securityPolicy: "TLS_1_2",
                },
            },
            this.child,
        );
        new apigateway.ApiMapping(
            this.name,
            { apiId: api.id, stage: stage.id, domainName: domainName.id },
            this.child,
        );
        const { targetDomainName, hostedZoneId } = unwrap(domainName.domainNameConfiguration);
        aliasRecords(this.name, zone, host, { name: targetDomainName, zoneId: hostedZoneId }, this.child);
        return domainName.domainName.apply((name) => `https://${name}`);
    }
}

function unwrap(configuration: apigateway.DomainName["domainNameConfiguration"]) {
    return {
        targetDomainName: configuration.apply(({ targetDomainName }) => targetDomainName ?? ""),
        hostedZoneId: configuration.apply(({ hostedZoneId }) => hostedZoneId ?? ""),
    };
}

/** A route as part of a resource's name: `GET /orders/{id}` is `get-orders-id`. */
function slug(key: string): string {
    return key
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "");
}
