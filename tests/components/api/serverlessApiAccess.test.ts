import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { ServerlessApi } from "../../../components/api/serverlessApi";
import { zone } from "../../support/fixtures";
import { GENERATED_SECRET } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { resolve } from "../../support/resolve";
import { api, args } from "./fixtures";

describe("Access to a ServerlessApi", () => {
    describe("authorization of a route", () => {
        const guarded = recordOnce(
            () =>
                new ServerlessApi("shop", {
                    ...args,
                    routes: {
                        "GET /a": { function: "orders", authorizer: "machines", scopes: ["orders/read"] },
                        "GET /b": { function: "orders", authorizer: "machines" },
                        "POST /hooks": { function: "orders", authorizer: "hooks" },
                        "GET /internal": { function: "orders", authorizer: "iam" },
                    },
                }),
        );
        const route = (name: string) => guarded().graph.inputs("apigatewayv2.Route", name);

        it("accepts tokens of another issuer, with a scope", () => {
            assert.partialDeepStrictEqual(route("shop-get-a"), {
                authorizationType: "JWT",
                authorizerId: "authorizer-shop-machines",
                authorizationScopes: ["orders/read"],
            });
            assert.equal(route("shop-get-b")["authorizerId"], "authorizer-shop-machines");
        });

        it("calls a Lambda authorizer, which has a permission for that only", () => {
            const { graph } = guarded();
            assert.partialDeepStrictEqual(route("shop-post-hooks"), {
                authorizationType: "CUSTOM",
                authorizerId: "authorizer-shop-hooks",
            });
            assert.deepEqual(graph.inputs("apigatewayv2.Authorizer", "shop-hooks"), {
                apiId: "api-shop",
                name: "shop-hooks",
                authorizerType: "REQUEST",
                authorizerUri: "arn:check:live",
                authorizerPayloadFormatVersion: "2.0",
                enableSimpleResponses: true,
                authorizerResultTtlInSeconds: 60,
                identitySources: ["$request.header.X-Signature"],
            });
            assert.partialDeepStrictEqual(graph.inputs("lambda.Permission", "shop-hooks"), {
                function: "check-0a1b2c3",
                qualifier: "live",
                sourceArn:
                    "arn:aws:execute-api:eu-west-1:111122223333:shop/authorizers/authorizer-shop-hooks",
            });
        });

        it("requires IAM signatures, and lets workloads that use the API sign", async () => {
            assert.equal(route("shop-get-internal")["authorizationType"], "AWS_IAM");
            assert.partialDeepStrictEqual(await resolve(guarded().made.link()), {
                statements: [
                    {
                        actions: ["execute-api:Invoke"],
                        resources: ["arn:aws:execute-api:eu-west-1:111122223333:shop/*"],
                    },
                ],
            });
        });

        it("creates only the authorizers that routes use", () => {
            assert.deepEqual(guarded().graph.names("apigatewayv2.Authorizer"), [
                "shop-hooks",
                "shop-machines",
            ]);
        });

        it("refuses a route whose authorizer is not defined", async () => {
            const routes = { "GET /": { function: "orders", authorizer: "nobody" } };
            await assert.rejects(api({ routes }), /names the authorizer "nobody", which is not given/);
            const rest = { ...args, authorizer: undefined };
            await assert.rejects(
                record(() => new ServerlessApi("shop", rest)),
                /route "GET \/orders" names no authorizer, and is not public/,
            );
        });
    });

    describe("behind a CDN", () => {
        const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/a";
        const fronted = recordOnce(
            () =>
                new ServerlessApi("shop", {
                    ...args,
                    cdn: true,
                    webAclArn,
                    domain: { host: "api.shop.example.com", zone },
                }),
        );

        it("is reached through CloudFront, which caches nothing and passes the firewall", async () => {
            const { graph, made } = fronted();
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.Distribution"), {
                aliases: ["api.shop.example.com"],
                webAclId: webAclArn,
                origins: [
                    {
                        domainName: "shop.execute-api.eu-west-1.amazonaws.com",
                        customHeaders: [{ name: "x-origin-verify", value: GENERATED_SECRET }],
                        customOriginConfig: {
                            originProtocolPolicy: "https-only",
                            originSslProtocols: ["TLSv1.2"],
                        },
                    },
                ],
                defaultCacheBehavior: {
                    viewerProtocolPolicy: "https-only",
                    allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
                    // AWS's CachingDisabled and AllViewerExceptHostHeader.
                    cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                    originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
                },
            });
            const errors = graph.inputs("cloudfront.Distribution")["customErrorResponses"] as object[];
            assert.deepEqual(errors[2], { errorCode: 404, errorCachingMinTtl: 0 });
            assert.equal(await resolve(made.url), "https://api.shop.example.com");
            assert.equal(graph.inputs("apigatewayv2.Api")["disableExecuteApiEndpoint"], false);
            assert.deepEqual(graph.names("apigatewayv2.DomainName"), []);
        });

        it("keeps the header secret, and gives the checking function its hash only", () => {
            const { graph } = fronted();
            const { secretPaths } = graph.one("cloudfront.Distribution");
            assert.ok(secretPaths.some((path) => path.startsWith("origins")));
            const { inputs } = graph.one("lambda.Function", "shop-origin");
            const { variables } = inputs["environment"] as { variables: Record<string, string> };
            assert.deepEqual(variables, {
                ORIGIN_SHA256: createHash("sha256").update(GENERATED_SECRET).digest("hex"),
            });
        });

        it("has another header for each number, and accepts the former one until the next", async () => {
            const { graph } = await api({ cdn: true, originGeneration: 3 });
            assert.deepEqual(graph.names("random.RandomPassword"), ["shop-origin-2", "shop-origin-3"]);
            const gate = graph.one("lambda.Function", "shop-origin");
            const { variables } = gate.inputs["environment"] as { variables: Record<string, string> };
            const hash = createHash("sha256").update(GENERATED_SECRET).digest("hex");
            assert.deepEqual(variables, { ORIGIN_SHA256: `${hash},${hash}` });
            const { dependsOn } = graph.one("cloudfront.Distribution");
            assert.ok(dependsOn.includes(gate.urn), "CloudFront sends a header that is not known yet");
            assert.deepEqual(fronted().graph.names("random.RandomPassword"), ["shop-origin"]);
        });

        it("refuses requests to a public route that bypass CloudFront; routes with tokens accept them", () => {
            const { graph } = fronted();
            assert.partialDeepStrictEqual(graph.inputs("apigatewayv2.Route", "shop-get-health"), {
                authorizationType: "CUSTOM",
                authorizerId: "authorizer-shop-origin",
            });
            assert.partialDeepStrictEqual(graph.inputs("apigatewayv2.Authorizer", "shop-origin"), {
                authorizerType: "REQUEST",
                identitySources: ["$request.header.x-origin-verify"],
                authorizerResultTtlInSeconds: 3600,
            });
            assert.equal(graph.inputs("apigatewayv2.Route", "shop-get-orders")["authorizationType"], "JWT");
        });
    });
});
