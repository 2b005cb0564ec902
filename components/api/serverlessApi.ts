import * as apigateway from "@pulumi/aws/apigatewayv2";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { type Authorization, type AuthorizerArgs, createAuthorizer, type Invocable } from "./apiAuthorizers";
import { createApiCdn } from "./apiCdn";
import { createApiDomain } from "./apiDomain";
import { apiAlarms, type ApiLimits, apiWidgets } from "./apiMetrics";
import { createIntegrations } from "./apiIntegrations";
import { createApiStage, type Throttle } from "./apiStage";
import { Component } from "../support/component";
import type { PublicZone } from "../support/dns";
import { type Link, type Linkable, variable } from "../support/link";
import { logGroup, vendedLogName, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Logged, type Monitored } from "../support/metrics";
import { createOriginSecret, type HttpOrigin, httpOrigin, type SecretHeader } from "../support/originSecret";
import { createOriginGate, throughCdn } from "./originGate";
import { once } from "../support/values";
import type { PriceClass } from "../../model/choices";
import { dashed, slug } from "../../model/names";

/** Arguments of a route. */
export interface RouteArgs extends Throttle {
    /** Name of a function among {@link ServerlessApiArgs.functions}. */
    readonly function: string;
    /** Whether callers need no token. @default false */
    readonly public?: boolean;
    /** Name of an authorizer, or `iam`. @default the API's */
    readonly authorizer?: string | undefined;
    /** Scopes of which a token must have one. @default none */
    readonly scopes?: readonly string[];
}

/** Arguments of {@link ServerlessApi}. */
export interface ServerlessApiArgs extends Throttle {
    /** Functions by name. */
    readonly functions: Readonly<Record<string, Invocable>>;
    /** Routes such as `GET /orders/{id}`. */
    readonly routes: Readonly<Record<string, RouteArgs>>;
    /** Authorizers by name; `iam` needs none. @default none */
    readonly authorizers?: Readonly<Record<string, AuthorizerArgs>>;
    /** Authorizer of the routes that name none. @default none: each route names one or is public */
    readonly authorizer?: string | undefined;
    /** Origins whose pages may call the API, never `*`. @default none */
    readonly corsOrigins?: readonly string[];
    /** Headers, besides authorization and content-type, that those pages may send. @default none */
    readonly corsHeaders?: readonly string[];
    /** Whether those pages may send cookies. @default false */
    readonly corsCredentials?: boolean;
    /** Host name and the zone it is in. @default AWS's own name */
    readonly domain?: { readonly host: string; readonly zone: PublicZone } | undefined;
    /** File with the certificates of those who sign callers' certificates; needs a domain. @default callers need none */
    readonly mutualTls?: string | undefined;
    /** Whether callers reach it through CloudFront, where a firewall can stand. @default false */
    readonly cdn?: boolean;
    /** Any other number generates a new origin secret; the former one stays valid until the next. @default 1 */
    readonly originGeneration?: number;
    /** ARN of a web ACL for CloudFront that every request passes; needs the CDN. @default none */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    /** ARN of the bucket that gets the access logs of CloudFront, under `cloudfront/`. @default none */
    readonly accessLogBucketArn?: pulumi.Output<string> | undefined;
    /** Parts of the world that CloudFront serves from. @default "PriceClass_100" */
    readonly priceClass?: PriceClass;
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
    /** Bucket that gets the access logs of the certificates' bucket. @default no access logs */
    readonly logBucket?: pulumi.Input<string>;
    /** Refuse deletion of the certificates. @default true */
    readonly protect?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
    /** When alarms go off. @default the limits of {@link ApiLimits} */
    readonly alarms?: ApiLimits;
}

/** An HTTP API: routes to functions, callers known unless a route is public, throttled, logged, watched. */
export class ServerlessApi extends Component implements Linkable, Monitored, Logged {
    readonly apiId: pulumi.Output<string>;
    /** Where callers reach it, without a slash at the end. */
    readonly url: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;
    /** Where a site's CloudFront finds it. */
    readonly origin: HttpOrigin;

    private readonly api: apigateway.Api;
    private readonly authorizers = new Map<string, Authorization>();

    constructor(
        name: string,
        private readonly args: ServerlessApiArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("ServerlessApi", name, options);
        this.api = this.createApi();
        const integrations = createIntegrations(name, this.api, this.targets(), this.child);
        const secret = once(() =>
            createOriginSecret(`${name}-origin`, args.originGeneration ?? 1, this.child),
        );
        const gate = once(() => createOriginGate(`${name}-origin`, secret(), args, { parent: this }));
        const routes = Object.entries(args.routes).map(([key, route]) =>
            this.createRoute(key, route, integrations, gate),
        );
        const logs = logGroup(name, args.logs, this.child, vendedLogName("api", name));
        const stage = createApiStage(
            name,
            { ...args, apiId: this.api.id, logGroupArn: logs.arn },
            routes,
            this.child,
        );
        createAlarms(name, args.alarmTopicArn, apiAlarms(name, this.api.id, args.alarms ?? {}), this.child);
        this.apiId = this.api.id;
        this.logGroupName = logs.name;
        this.url = this.createAddress(stage, secret, gate.ifMade());
        this.origin = args.cdn ? httpOrigin(this.api.apiEndpoint, secret().value) : httpOrigin(this.url);
        this.registerOutputs({ apiId: this.apiId, url: this.url, logGroupName: this.logGroupName });
    }

    /** `API_<NAME>_URL`, and calling the routes that ask for AWS signatures. */
    link(): Link {
        const { args, api } = this;
        const signed = Object.values(args.routes).some((route) => this.authorizerOf(route) === "iam");
        return {
            environment: { [variable("api", this.name, "url")]: this.url },
            ...(signed
                ? {
                      statements: [
                          {
                              actions: ["execute-api:Invoke"],
                              resources: [pulumi.interpolate`${api.executionArn}/*`],
                          },
                      ],
                  }
                : {}),
        };
    }

    dashboardRow(): DashboardRow {
        return { title: `API ${this.name}`, widgets: apiWidgets(this.apiId) };
    }

    private createApi(): apigateway.Api {
        const {
            corsOrigins = [],
            corsHeaders = [],
            corsCredentials = false,
            domain,
            cdn = false,
        } = this.args;
        return new apigateway.Api(
            this.name,
            {
                protocolType: "HTTP",
                // With a name of its own the API has one address, behind one TLS policy. A CDN needs AWS's.
                disableExecuteApiEndpoint: domain !== undefined && !cdn,
                ...(corsOrigins.length === 0
                    ? {}
                    : {
                          corsConfiguration: {
                              allowOrigins: [...corsOrigins],
                              allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
                              allowHeaders: ["authorization", "content-type", ...corsHeaders],
                              allowCredentials: corsCredentials,
                              maxAge: 3600,
                          },
                      }),
            },
            this.child,
        );
    }

    /** The functions that routes name. */
    private targets(): Record<string, Invocable> {
        const { functions, routes } = this.args;
        const names = [...new Set(Object.values(routes).map((route) => route.function))];
        const missing = names.find((name) => !(name in functions));
        if (missing !== undefined) {
            throw this.refusal(`routes name the function "${missing}", which is not given`);
        }
        return Object.fromEntries(Object.entries(functions).filter(([name]) => names.includes(name)));
    }

    private createRoute(
        key: string,
        route: RouteArgs,
        integrations: ReadonlyMap<string, apigateway.Integration>,
        gate: () => Invocable,
    ): apigateway.Route {
        const integration = integrations.get(route.function);
        return new apigateway.Route(
            `${this.name}-${slug(key)}`,
            {
                apiId: this.api.id,
                routeKey: key,
                ...(integration ? { target: pulumi.interpolate`integrations/${integration.id}` } : {}),
                ...this.authorization(key, route, gate),
                ...(route.scopes && route.scopes.length > 0
                    ? { authorizationScopes: [...route.scopes] }
                    : {}),
            },
            this.child,
        );
    }

    private authorizerOf(route: RouteArgs): string | undefined {
        return route.public ? "public" : (route.authorizer ?? this.args.authorizer);
    }

    /** Authorization of a route. Behind a CDN even a public route requires the origin secret. */
    private authorization(key: string, route: RouteArgs, gate: () => Invocable): Authorization {
        const id = this.authorizerOf(route);
        if (id === "public" && !this.args.cdn) return { authorizationType: "NONE" };
        if (id === "iam") return { authorizationType: "AWS_IAM" };
        const known = id === undefined ? undefined : this.authorizers.get(id);
        if (known) return known;
        const args = id === "public" ? throughCdn(gate()) : this.args.authorizers?.[id ?? ""];
        if (id === undefined || args === undefined) {
            const problem =
                id === undefined ? "names no authorizer" : `names the authorizer "${id}", which is not given`;
            throw this.refusal(`route "${key}" ${problem}, and is not public`);
        }
        const name = `${this.name}-${id === "public" ? "origin" : dashed(id)}`;
        const authorization = createAuthorizer(name, this.api, args, this.child);
        this.authorizers.set(id, authorization);
        return authorization;
    }

    private createAddress(
        stage: apigateway.Stage,
        secret: () => SecretHeader,
        gate: pulumi.Resource | undefined,
    ): pulumi.Output<string> {
        const { cdn, priceClass = defaults.serverlessApi.priceClass, domain, protect = true } = this.args;
        if (cdn) {
            const originSecret = secret().value;
            const edge = createApiCdn(
                this.name,
                { ...this.args, apiEndpoint: this.api.apiEndpoint, originSecret, priceClass },
                // A new value is sent once it is let pass.
                { ...this.child, dependsOn: gate ? [gate] : [] },
            );
            return pulumi.interpolate`https://${domain?.host ?? edge.domainName}`;
        }
        if (domain === undefined) return this.api.apiEndpoint;
        const rest = { ...this.args, ...domain, protect, apiId: this.api.id, stageId: stage.id };
        return this.orRefuse(() => createApiDomain(this.name, rest, this.child));
    }
}
