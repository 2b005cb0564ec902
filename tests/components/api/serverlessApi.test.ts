import assert from "node:assert/strict";

import { ServerlessApi } from "../../../components/api/serverlessApi";
import { ALERTS, folderOf, logs, zone } from "../../support/fixtures";
import { recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";
import { api, args } from "./fixtures";

describe("ServerlessApi", () => {
    const recording = recordOnce(() => new ServerlessApi("shop", args));

    it("creates exactly these resources: one route per entry, one integration and one permission per function", () => {
        assert.deepEqual(recording().graph.counts(), {
            ServerlessApi: 1,
            "apigatewayv2.Api": 1,
            "apigatewayv2.Authorizer": 1,
            "apigatewayv2.Integration": 2,
            "apigatewayv2.Route": 4,
            "apigatewayv2.Stage": 1,
            "cloudwatch.LogGroup": 1,
            "lambda.Permission": 2,
        });
    });

    it("requires a token on every route that is not public", () => {
        const routes = recording().graph.all("apigatewayv2.Route");
        const token = { authorizationType: "JWT", authorizerId: "authorizer-shop-people" };
        assert.deepEqual(
            Object.fromEntries(
                routes.map(({ name, inputs: { authorizationType, authorizerId, routeKey, target } }) => [
                    name,
                    {
                        routeKey,
                        target,
                        authorizationType,
                        ...(authorizerId === undefined ? {} : { authorizerId }),
                    },
                ]),
            ),
            {
                "shop-default": {
                    routeKey: "$default",
                    target: "integrations/integration-shop-orders",
                    ...token,
                },
                "shop-get-health": {
                    routeKey: "GET /health",
                    target: "integrations/integration-shop-status",
                    authorizationType: "NONE",
                },
                "shop-get-orders": {
                    routeKey: "GET /orders",
                    target: "integrations/integration-shop-orders",
                    ...token,
                },
                "shop-post-orders-id": {
                    routeKey: "POST /orders/{id}",
                    target: "integrations/integration-shop-orders",
                    ...token,
                },
            },
        );
    });

    it("accepts the tokens of its issuer for its clients", () => {
        assert.deepEqual(recording().graph.inputs("apigatewayv2.Authorizer"), {
            apiId: "api-shop",
            name: "shop-people",
            authorizerType: "JWT",
            identitySources: ["$request.header.Authorization"],
            jwtConfiguration: { issuer: "https://issuer.example.com", audiences: ["client"] },
        });
    });

    it("may call the alias of each routed function, from this API only", () => {
        const { graph } = recording();
        assert.deepEqual(graph.names("lambda.Permission"), ["shop-orders", "shop-status"]);
        assert.deepEqual(graph.inputs("lambda.Permission", "shop-orders"), {
            action: "lambda:InvokeFunction",
            principal: "apigateway.amazonaws.com",
            function: "orders-0a1b2c3",
            qualifier: "live",
            sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:shop/*",
        });
        assert.partialDeepStrictEqual(graph.inputs("apigatewayv2.Integration", "shop-orders"), {
            apiId: "api-shop",
            integrationType: "AWS_PROXY",
            integrationUri: "arn:orders:live",
            payloadFormatVersion: "2.0",
        });
    });

    it("is throttled and logged", async () => {
        const { graph } = recording();
        const { accessLogSettings, ...rest } = graph.inputs("apigatewayv2.Stage");
        assert.partialDeepStrictEqual(rest, {
            apiId: "api-shop",
            name: "$default",
            autoDeploy: true,
            defaultRouteSettings: {
                detailedMetricsEnabled: true,
                throttlingRateLimit: 100,
                throttlingBurstLimit: 200,
            },
        });
        const { destinationArn, format } = accessLogSettings as Record<string, string>;
        assert.equal(destinationArn, "arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/shop");
        const fields = Object.keys(JSON.parse(format!) as object);
        for (const field of ["requestId", "ip", "route", "status", "latency"]) {
            assert.ok(fields.includes(field), field);
        }
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), {
            name: "/aws/vendedlogs/plumbline/unit/api/shop",
            retentionInDays: logs.retentionDays,
            kmsKeyId: logs.keyArn,
        });
        const other = await api({ rateLimit: 5, burstLimit: 7 });
        assert.partialDeepStrictEqual(other.graph.inputs("apigatewayv2.Stage"), {
            defaultRouteSettings: { throttlingRateLimit: 5, throttlingBurstLimit: 7 },
        });
    });

    it("allows no other origin or only the given ones, and never all", async () => {
        assert.ok(!("corsConfiguration" in recording().graph.inputs("apigatewayv2.Api")));
        const { graph } = await api({ corsOrigins: ["https://shop.example.com"] });
        const { corsConfiguration } = graph.inputs("apigatewayv2.Api");
        assert.partialDeepStrictEqual(corsConfiguration, {
            allowOrigins: ["https://shop.example.com"],
            allowHeaders: ["authorization", "content-type"],
            maxAge: 3600,
        });
        assert.doesNotMatch(JSON.stringify(corsConfiguration), /\*/);
    });

    it("has AWS's own address if there is no domain", async () => {
        const { made, graph } = recording();
        assert.equal(graph.inputs("apigatewayv2.Api")["disableExecuteApiEndpoint"], false);
        assert.equal(await resolve(made.url), "https://shop.execute-api.eu-west-1.amazonaws.com");
    });

    it("has one address with a domain, requires TLS 1.2, and closes AWS's own address", async () => {
        const { made, graph } = await api({ domain: { host: "api.shop.example.com", zone } });
        assert.equal(graph.inputs("apigatewayv2.Api")["disableExecuteApiEndpoint"], true);
        assert.partialDeepStrictEqual(graph.inputs("apigatewayv2.DomainName"), {
            domainName: "api.shop.example.com",
            domainNameConfiguration: {
                certificateArn: zone.certificateArn,
                endpointType: "REGIONAL",
                securityPolicy: "TLS_1_2",
            },
        });
        assert.deepEqual(graph.inputs("apigatewayv2.ApiMapping"), {
            apiId: "api-shop",
            stage: "stage-shop",
            domainName: "domainname-shop",
        });
        assert.partialDeepStrictEqual(graph.inputs("route53.Record"), {
            zoneId: "ZGIVEN",
            name: "api.shop.example.com",
            aliases: [{ name: "d-shop.execute-api.eu-west-1.amazonaws.com", zoneId: "ZAPIGATEWAY" }],
        });
        assert.equal(await resolve(made.url), "https://api.shop.example.com");
        assert.deepEqual(await resolve(made.link()), {
            environment: { API_SHOP_URL: "https://api.shop.example.com" },
        });
    });

    it("sets limits of a route after the route exists", async () => {
        const { graph } = await api({
            routes: { "GET /a": { function: "orders", rateLimit: 1 }, "GET /b": { function: "orders" } },
        });
        const { inputs, dependsOn } = graph.one("apigatewayv2.Stage");
        assert.deepEqual(inputs["routeSettings"], [
            {
                routeKey: "GET /a",
                detailedMetricsEnabled: true,
                throttlingRateLimit: 1,
                throttlingBurstLimit: 200,
            },
        ]);
        assert.ok(dependsOn.includes(graph.one("apigatewayv2.Route", "shop-get-a").urn));
    });

    it("allows cookies and custom headers only if configured", async () => {
        const { graph } = await api({
            corsOrigins: ["https://shop.example.com"],
            corsHeaders: ["x-request-id"],
            corsCredentials: true,
        });
        assert.partialDeepStrictEqual(graph.inputs("apigatewayv2.Api"), {
            corsConfiguration: {
                allowCredentials: true,
                allowHeaders: ["authorization", "content-type", "x-request-id"],
            },
        });
    });

    it("requires client certificates signed by the authorities in a versioned bucket", async () => {
        const { folder, remove } = folderOf({ "ca.pem": "-----BEGIN CERTIFICATE-----" });
        try {
            const { graph } = await api({
                domain: { host: "api.shop.example.com", zone },
                mutualTls: `${folder}/ca.pem`,
            });
            const object = graph.one("s3.BucketObjectv2");
            assert.equal(object.inputs["content"], "-----BEGIN CERTIFICATE-----");
            assert.ok(object.dependsOn.includes(graph.one("s3.BucketVersioning").urn));
            assert.partialDeepStrictEqual(graph.inputs("apigatewayv2.DomainName"), {
                mutualTlsAuthentication: {
                    truststoreUri: "s3://shop-trust-0a1b2c3/truststore.pem",
                    truststoreVersion: "version-1",
                },
            });
        } finally {
            remove();
        }
    });

    it("has alarms on the error rate, and on latency", async () => {
        const { graph } = await api({ alarmTopicArn: ALERTS, alarms: { latencyMilliseconds: 500 } });
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), [
            "shop-client-errors",
            "shop-latency",
            "shop-server-errors",
        ]);
        const metric = (metricName: string) => ({
            metric: { namespace: "AWS/ApiGateway", metricName, stat: "Sum", period: 300 },
        });
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "shop-server-errors"), {
            threshold: 1,
            evaluationPeriods: 1,
            metricQueries: [
                { expression: "IF(requests >= 20, 100 * errors / requests, 0)", returnData: true },
                { id: "errors", ...metric("5xx") },
                { id: "requests", ...metric("Count") },
            ],
            alarmActions: [ALERTS],
        });
        assert.equal(graph.inputs("cloudwatch.MetricAlarm", "shop-latency")["threshold"], 500);
    });

    it("refuses a route to a function that is not among its functions", async () => {
        await assert.rejects(
            api({ routes: { "GET /": { function: "missing" } } }),
            /routes name the function "missing", which is not given/,
        );
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "ServerlessApi", ["apiId", "url"]);
    });
});
