import assert from "node:assert/strict";
import crypto, { createHash } from "node:crypto";
import vm from "node:vm";

import * as pulumi from "@pulumi/pulumi";

import { readableAt, type SitePath } from "../../../components/site";
import { StaticSite, type StaticSiteArgs } from "../../../components/site/staticSite";
import { httpOrigin } from "../../../components/support/originSecret";
import { pathFunctionCode } from "../../../model/sitePaths";
import { zone } from "../../support/fixtures";
import { record } from "../../support/recorder";
import { resolve } from "../../support/resolve";
import { siteFolder } from "./fixtures";

const { remove, args } = siteFolder();
const site = async (more: Partial<StaticSiteArgs> = {}) =>
    await record(() => new StaticSite("shop", { ...args, ...more }));

const secret = () => pulumi.secret("sesame");
const PATHS = (): Record<string, SitePath> => ({
    "/media/*": {
        to: { kind: "bucket", id: "bucket/uploads", bucket: BUCKET, folder: "public", cacheSeconds: 60 },
        stripPrefix: true,
        keyGroups: ["group-1"],
    },
    "/*.pdf": { to: { kind: "bucket", id: "bucket/uploads", bucket: BUCKET } },
    "/api/*": {
        to: {
            kind: "http",
            id: "api/shop",
            origin: httpOrigin(pulumi.output("https://api.example.com")),
            readSeconds: 30,
        },
        stripPrefix: true,
    },
    "/app/*": {
        to: {
            kind: "http",
            id: "service/app",
            origin: httpOrigin(pulumi.output("https://app.example.com"), secret()),
            readSeconds: 60,
        },
    },
    "/app/live": {
        to: {
            kind: "http",
            id: "service/app",
            origin: httpOrigin(pulumi.output("https://app.example.com"), secret()),
            readSeconds: 60,
        },
    },
});
const BUCKET = { regionalDomainName: "uploads.s3.eu-west-1.amazonaws.com" };

const OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

describe("paths of a StaticSite", () => {
    after(remove);

    it("have an origin for each target: buckets by signed requests, others over TLS with their secret", async () => {
        const { graph } = await site({ paths: PATHS() });
        const { inputs, secretPaths } = graph.one("cloudfront.Distribution");
        const custom = { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only" };
        const [, ...origins] = inputs["origins"] as unknown[];
        assert.deepEqual(origins, [
            {
                originId: "bucket/uploads/public",
                domainName: BUCKET.regionalDomainName,
                originPath: "/public",
                originAccessControlId: "originaccesscontrol-shop",
            },
            {
                originId: "bucket/uploads",
                domainName: BUCKET.regionalDomainName,
                originAccessControlId: "originaccesscontrol-shop",
            },
            {
                originId: "api/shop",
                domainName: "api.example.com",
                customHeaders: [],
                customOriginConfig: { ...custom, originSslProtocols: ["TLSv1.2"], originReadTimeout: 30 },
            },
            {
                originId: "service/app",
                domainName: "app.example.com",
                customHeaders: [{ name: "x-origin-verify", value: "sesame" }],
                customOriginConfig: { ...custom, originSslProtocols: ["TLSv1.2"], originReadTimeout: 60 },
            },
        ]);
        assert.ok(
            secretPaths.some((path) => path.startsWith("origins")),
            String(secretPaths),
        );
    });

    it("come before the site's behaviors, the most exact first; only buckets are cached", async () => {
        const { graph } = await site({ paths: PATHS(), behaviors: { "*.jpg": {} } });
        const { inputs } = graph.one("cloudfront.Distribution");
        const behaviors = inputs["orderedCacheBehaviors"] as Record<string, unknown>[];
        assert.deepEqual(
            behaviors.map((one) => [one["pathPattern"], one["targetOriginId"], one["cachePolicyId"]]),
            [
                ["/app/live", "service/app", DISABLED],
                ["/media/*", "bucket/uploads/public", "cachepolicy-shop-paths-media"],
                ["/api/*", "api/shop", DISABLED],
                ["/app/*", "service/app", DISABLED],
                ["/*.pdf", "bucket/uploads", OPTIMIZED],
                ["*.jpg", "bucket", OPTIMIZED],
            ],
        );
        assert.partialDeepStrictEqual(behaviors[2], {
            allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
            originRequestPolicyId: ALL_BUT_HOST,
            viewerProtocolPolicy: "redirect-to-https",
            responseHeadersPolicyId: "responseheaderspolicy-shop-backends",
        });
        assert.partialDeepStrictEqual(behaviors[1], {
            allowedMethods: ["GET", "HEAD"],
            trustedKeyGroups: ["group-1"],
            responseHeadersPolicyId: "responseheaderspolicy-shop-objects",
        });
        assert.ok(!("originRequestPolicyId" in (behaviors[1] ?? {})));
        assert.ok(!("trustedKeyGroups" in (behaviors[4] ?? {})));
    });

    it("keep the site's function away from what leads elsewhere", async () => {
        const { graph } = await site({ paths: PATHS() });
        const { inputs } = graph.one("cloudfront.Distribution");
        const functions = (inputs["orderedCacheBehaviors"] as Record<string, unknown>[]).map((one) =>
            JSON.stringify(one["functionAssociations"] ?? []).replace(/.*function\/|".*/g, ""),
        );
        assert.deepEqual(functions, [
            "shop-backends",
            "shop-objects",
            "shop-backends",
            "shop-backends",
            "shop-objects",
        ]);
        assert.match(
            String(graph.inputs("cloudfront.Function", "shop-backends")["code"]),
            /"prefixes":\["\/api"\]/,
        );
    });

    it("need no function that would do nothing", async () => {
        const { graph } = await site({
            paths: { "/*.pdf": { to: { kind: "bucket", id: "bucket/uploads", bucket: BUCKET } } },
        });
        assert.deepEqual(graph.names("cloudfront.Function"), ["shop"]);
        assert.deepEqual(graph.names("cloudfront.ResponseHeadersPolicy"), ["shop", "shop-objects"]);
    });

    it("have the prefix in the cache key where the path has lost it", async () => {
        const { graph } = await site({ paths: PATHS() });
        assert.partialDeepStrictEqual(graph.inputs("cloudfront.CachePolicy"), {
            defaultTtl: 60,
            maxTtl: 60,
            parametersInCacheKeyAndForwardedToOrigin: {
                headersConfig: { headerBehavior: "whitelist", headers: { items: ["x-forwarded-prefix"] } },
            },
        });
    });

    it("promise browsers the same of the host, and run no script of an object", async () => {
        const { graph } = await site({ paths: PATHS() });
        const transport = (name: string) =>
            (
                graph.inputs("cloudfront.ResponseHeadersPolicy", name)["securityHeadersConfig"] as Record<
                    string,
                    unknown
                >
            )["strictTransportSecurity"];
        assert.deepEqual(transport("shop-backends"), transport("shop"));
        assert.deepEqual(transport("shop-objects"), transport("shop"));
        const objects = JSON.stringify(graph.inputs("cloudfront.ResponseHeadersPolicy", "shop-objects"));
        assert.match(objects, /default-src 'none'/);
        assert.doesNotMatch(objects, /script-src/);
        const backends = JSON.stringify(graph.inputs("cloudfront.ResponseHeadersPolicy", "shop-backends"));
        assert.doesNotMatch(backends, /contentSecurityPolicy/);
    });

    it("keep no error of an API for the next caller", async () => {
        const { graph } = await site({ paths: PATHS() });
        const errors = graph.inputs("cloudfront.Distribution")["customErrorResponses"] as object[];
        assert.deepEqual(errors[2], { errorCode: 404, errorCachingMinTtl: 0 });
        assert.ok(errors.every((error) => !("responsePagePath" in error)));
    });

    it("ask for the site's password where a bucket answers, not where an API has tokens", async () => {
        const { graph } = await site({ paths: PATHS(), basicAuth: true });
        const code = (name: string) => String(graph.inputs("cloudfront.Function", name)["code"]);
        assert.match(code("shop-objects"), /"authorization":"[0-9a-f]{64}"/);
        assert.doesNotMatch(code("shop-backends"), /"authorization":/);
    });

    it("have addresses below the site's", async () => {
        const { made } = await site({ paths: PATHS(), domain: { host: "example.com", zone } });
        const addresses = await Promise.all(
            Object.entries(made.paths).map(async ([pattern, url]) => [pattern, await resolve(url)]),
        );
        assert.deepEqual(Object.fromEntries(addresses), {
            "/media/*": "https://example.com/media",
            "/*.pdf": "https://example.com/*.pdf",
            "/api/*": "https://example.com/api",
            "/app/*": "https://example.com/app",
            "/app/live": "https://example.com/app/live",
        });
    });

    it("let one distribution read what they lead to, and list nothing", async () => {
        const bucketArn = pulumi.output("arn:aws:s3:::uploads");
        const statements = [
            readableAt(
                "shop",
                "arn:d1",
                [
                    { pattern: "/media/*", stripPrefix: true, folder: "public" },
                    { pattern: "/*.pdf", stripPrefix: false },
                ],
                bucketArn,
            ),
            readableAt("old-shop", "arn:d2", [{ pattern: "/x/*", stripPrefix: false }], bucketArn),
        ];
        const principals = { Service: ["cloudfront.amazonaws.com"] };
        assert.deepEqual(await resolve(pulumi.output(statements as pulumi.Input<unknown>)), [
            {
                sid: "SiteShop",
                actions: ["s3:GetObject"],
                resources: ["arn:aws:s3:::uploads/public/*", "arn:aws:s3:::uploads/*.pdf"],
                principals,
                conditions: { StringEquals: { "aws:SourceArn": "arn:d1" } },
            },
            {
                sid: "SiteOldShop",
                actions: ["s3:GetObject"],
                resources: ["arn:aws:s3:::uploads/x/*"],
                principals,
                conditions: { StringEquals: { "aws:SourceArn": "arn:d2" } },
            },
        ]);
    });
});

describe("the edge function of paths that lead elsewhere", () => {
    interface Answer {
        readonly uri?: string;
        readonly statusCode?: number;
        readonly headers: Record<string, { readonly value: string }>;
    }
    const run = (
        uri: string,
        headers: Record<string, string> = {},
        more: Partial<Parameters<typeof pathFunctionCode>[0]> = {},
        querystring = {},
    ): Answer => {
        const request = {
            uri,
            querystring,
            headers: Object.fromEntries(
                Object.entries({ host: "example.com", ...headers }).map(([name, value]) => [name, { value }]),
            ),
        };
        const world = { event: { request }, require: () => crypto };
        const code = pathFunctionCode({
            host: "example.com",
            redirectHosts: ["www.example.com"],
            prefixes: ["/api", "/api/v1"],
            authorization: undefined,
            ...more,
        });
        return JSON.parse(JSON.stringify(vm.runInNewContext(`${code}\nhandler(event);`, world))) as Answer;
    };

    it("takes the longest prefix away, and says which", () => {
        for (const [uri, rest, prefix] of [
            ["/api/orders", "/orders", "/api"],
            ["/api/", "/", "/api"],
            ["/api/v1/orders", "/orders", "/api/v1"],
            ["/apiary/a", "/apiary/a", undefined],
            ["/other/api/a", "/other/api/a", undefined],
        ] as const) {
            const answer = run(uri);
            assert.equal(answer.uri, rest);
            assert.equal(answer.headers["x-forwarded-prefix"]?.value, prefix);
        }
    });

    it("takes no visitor's word for the prefix", () => {
        const { headers } = run("/api/a", { "x-forwarded-prefix": "/evil" });
        assert.equal(headers["x-forwarded-prefix"]?.value, "/api");
        assert.ok(!("x-forwarded-prefix" in run("/other/a", { "x-forwarded-prefix": "/evil" }).headers));
    });

    it("sends other hosts to the site's with method and query kept", () => {
        const answer = run("/api/a", { host: "www.example.com" }, {}, { b: { value: "1" } });
        assert.deepEqual(
            [answer.statusCode, answer.headers["location"]?.value],
            [308, "https://example.com/api/a?b=1"],
        );
    });

    it("asks for the password where it has one", () => {
        const authorization = createHash("sha256").update("Basic x").digest("hex");
        assert.equal(run("/api/a", {}, { authorization }).statusCode, 401);
        assert.equal(run("/api/a", { authorization: "Basic y" }, { authorization }).statusCode, 401);
        assert.equal(run("/api/a", { authorization: "Basic x" }, { authorization }).uri, "/a");
    });
});
