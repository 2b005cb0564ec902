import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import * as pulumi from "@pulumi/pulumi";

import { StaticSite, type StaticSiteArgs } from "../../../components/site/staticSite";
import { readSite } from "../../../components/site/siteContent";
import { ALERTS, KEY, zone, zones } from "../../support/fixtures";
import { ACCOUNT, GENERATED_SECRET } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { saidLater } from "../../support/rejections";
import { resolve } from "../../support/resolve";
import { siteFolder } from "./fixtures";

const { folder, remove, args } = siteFolder();
const site = async (more: Partial<StaticSiteArgs> = {}) =>
    await record(() => new StaticSite("shop", { ...args, ...more }), {
        calls: zones({ ZOTHER: "example.org" }),
    });

describe("Delivery of a StaticSite", () => {
    after(remove);
    const recording = recordOnce(() => new StaticSite("shop", args));
    const { release } = readSite(folder);

    describe("distribution", () => {
        it("reaches the private bucket by signed requests, and serves HTTPS only", () => {
            const { graph } = recording();
            const inputs = graph.inputs("cloudfront.Distribution");
            assert.partialDeepStrictEqual(inputs, {
                enabled: true,
                isIpv6Enabled: true,
                httpVersion: "http2and3",
                defaultRootObject: "index.html",
                restrictions: { geoRestriction: { restrictionType: "none" } },
                viewerCertificate: { cloudfrontDefaultCertificate: true },
                waitForDeployment: false,
            });
            assert.partialDeepStrictEqual((inputs["origins"] as unknown[])[0], {
                domainName: "shop-0a1b2c3.s3.eu-west-1.amazonaws.com",
                originPath: `/releases/${release}`,
                originAccessControlId: "originaccesscontrol-shop",
            });
            assert.partialDeepStrictEqual(inputs["defaultCacheBehavior"], {
                viewerProtocolPolicy: "redirect-to-https",
                allowedMethods: ["GET", "HEAD", "OPTIONS"],
                compress: true,
                responseHeadersPolicyId: "responseheaderspolicy-shop",
            });
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.OriginAccessControl"), {
                originAccessControlOriginType: "s3",
                signingBehavior: "always",
                signingProtocol: "sigv4",
            });
        });

        it("alone may read the bucket, and over TLS only", () => {
            const bucket = "arn:aws:s3:::shop-0a1b2c3";
            const grant = {
                Effect: "Allow",
                Principal: { Service: ["cloudfront.amazonaws.com"] },
                Condition: {
                    StringEquals: {
                        "aws:SourceArn": "arn:aws:cloudfront:eu-west-1:111122223333:distribution/shop",
                    },
                },
            };
            assert.deepEqual(recording().graph.statements("s3.BucketPolicy", "shop"), [
                { Sid: "Read", ...grant, Action: ["s3:GetObject"], Resource: [`${bucket}/*`] },
                { Sid: "List", ...grant, Action: ["s3:ListBucket"], Resource: [bucket] },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: ["s3:*"],
                    Resource: [bucket, `${bucket}/*`],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ]);
        });

        it("passes every request through the one function of the site", async () => {
            const { graph } = await site({ behaviors: { "*.jpg": { compress: false } } });
            const { inputs } = graph.one("cloudfront.Distribution");
            const association = {
                functionAssociations: [
                    {
                        eventType: "viewer-request",
                        functionArn: "arn:aws:cloudfront:eu-west-1:111122223333:function/shop",
                    },
                ],
            };
            assert.partialDeepStrictEqual(inputs["defaultCacheBehavior"], association);
            assert.partialDeepStrictEqual(inputs["orderedCacheBehaviors"], [association]);
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.Function"), {
                runtime: "cloudfront-js-2.0",
                publish: true,
            });
        });

        it("serves the site's error pages", async () => {
            const { graph } = await site({ spa: false, errorPages: { 404: "/404.html" } });
            assert.deepEqual(graph.inputs("cloudfront.Distribution")["customErrorResponses"], [
                { errorCode: 404, responseCode: 404, responsePagePath: "/404.html", errorCachingMinTtl: 10 },
            ]);
        });

        it("has the configured cache behaviors", async () => {
            const { graph } = await site({
                behaviors: {
                    "/live/*": { cacheSeconds: 0 },
                    "*.jpg": { cacheSeconds: 600, compress: false },
                    "*.pdf": {},
                },
            });
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.Distribution")["orderedCacheBehaviors"], [
                {
                    pathPattern: "/live/*",
                    cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                    compress: true,
                },
                { pathPattern: "*.jpg", cachePolicyId: "cachepolicy-shop-jpg", compress: false },
                { pathPattern: "*.pdf", cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6" },
            ]);
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.CachePolicy"), {
                // A file's own header takes precedence: no cache keeps a page, whatever its path.
                minTtl: 0,
                defaultTtl: 600,
                maxTtl: 600,
                parametersInCacheKeyAndForwardedToOrigin: { enableAcceptEncodingGzip: false },
            });
        });

        it("takes price class, countries and firewall", async () => {
            const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/a";
            const { graph } = await site({
                priceClass: "PriceClass_All",
                countries: { allow: ["DE", "AT"] },
                webAclArn,
            });
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.Distribution"), {
                priceClass: "PriceClass_All",
                webAclId: webAclArn,
                restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE", "AT"] } },
            });
            const blocked = (await site({ countries: { block: ["XX"] } })).graph;
            assert.partialDeepStrictEqual(blocked.inputs("cloudfront.Distribution"), {
                restrictions: { geoRestriction: { restrictionType: "blacklist", locations: ["XX"] } },
            });
        });

        it("answers to its hosts, with a DNS record each", async () => {
            const { graph } = await site({
                domain: { host: "example.com", zone },
                redirectHosts: ["www.example.com"],
            });
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.Distribution"), {
                aliases: ["example.com", "www.example.com"],
                viewerCertificate: { acmCertificateArn: zone.cloudFrontCertificateArn },
            });
            assert.deepEqual(graph.names("route53.Record"), [
                "shop-a",
                "shop-aaaa",
                "shop-www-example-com-a",
                "shop-www-example-com-aaaa",
            ]);
            assert.deepEqual(graph.names("acm.Certificate"), []);
        });

        it("has a certificate of its own for hosts of another zone, validated there", async () => {
            const { graph } = await site({
                domain: { host: "example.com", zone },
                redirectHosts: [{ host: "shop.example.org", zoneId: "ZOTHER" }],
            });
            assert.partialDeepStrictEqual(graph.inputs("acm.Certificate"), {
                domainName: "example.com",
                subjectAlternativeNames: ["*.example.com", "shop.example.org"],
                region: "us-east-1",
            });
            const proof = graph.one("route53.Record", "shop-shop-example-org-validation");
            assert.equal(proof.inputs["zoneId"], "ZOTHER");
            assert.equal(graph.inputs("route53.Record", "shop-shop-example-org-a")["zoneId"], "ZOTHER");
            const { dependsOn, inputs } = graph.one("acm.CertificateValidation");
            assert.ok(dependsOn.includes(proof.urn));
            assert.ok(!("validationRecordFqdns" in inputs));
        });

        it("refuses a host outside of its zone", async () => {
            const said = await saidLater(() =>
                site({
                    domain: { host: "example.com", zone },
                    redirectHosts: ["www.example.com", { host: "shop.example.net", zoneId: "ZOTHER" }],
                }),
            );
            assert.equal(
                said,
                'sites.shop.redirectHosts (shop.example.net): "ZOTHER" is not allowed for shop.example.net; it is the zone of example.org, and must be that of shop.example.net or of a domain above it',
            );
        });

        it("logs requests below the log bucket, in CloudFront's region", async () => {
            const bucketArn = pulumi.output("arn:aws:s3:::logs");
            const { graph } = await site({ accessLogBucketArn: bucketArn });
            assert.partialDeepStrictEqual(graph.inputs("cloudwatch.LogDeliverySource"), {
                logType: "ACCESS_LOGS",
                resourceArn: "arn:aws:cloudfront:eu-west-1:111122223333:distribution/shop",
                region: "us-east-1",
            });
            assert.partialDeepStrictEqual(graph.inputs("cloudwatch.LogDeliveryDestination"), {
                outputFormat: "json",
                deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:s3:::logs/cloudfront" },
                region: "us-east-1",
            });
            assert.equal(graph.inputs("cloudwatch.LogDelivery")["region"], "us-east-1");
            const without = (await site({ accessLogBucketArn: bucketArn, accessLogs: false })).graph;
            assert.deepEqual(without.names("cloudwatch.LogDelivery"), []);
        });

        it("has alarms in the region of its metrics", async () => {
            const { graph } = await site({ edgeAlarmTopicArn: ALERTS });
            assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm"), {
                region: "us-east-1",
                alarmActions: [ALERTS],
                threshold: 1,
                metricQueries: [
                    { expression: "IF(requests >= 20, errors, 0)" },
                    { metric: { metricName: "5xxErrorRate", dimensions: { Region: "Global" } } },
                    { metric: { metricName: "Requests" } },
                ],
            });
        });

        it("requires a generated password, and gives the edge its hash only", async () => {
            const { graph, made } = await site({ basicAuth: true });
            const header = `Basic ${Buffer.from(`preview:${GENERATED_SECRET}`).toString("base64")}`;
            const { inputs, secretPaths } = graph.one("cloudfront.Function");
            assert.ok(String(inputs["code"]).includes(createHash("sha256").update(header).digest("hex")));
            assert.ok(!String(inputs["code"]).includes(GENERATED_SECRET));
            assert.deepEqual(secretPaths, ["code"]);
            assert.deepEqual(
                JSON.parse(String(graph.inputs("secretsmanager.SecretVersion")["secretString"])),
                { user: "preview", password: GENERATED_SECRET },
            );
            assert.equal(graph.inputs("secretsmanager.Secret")["kmsKeyId"], KEY);
            const [denied] = graph.statements("secretsmanager.SecretPolicy", "shop-password");
            assert.equal(denied?.Effect, "Deny");
            assert.partialDeepStrictEqual(denied.Condition, {
                StringNotEquals: { "aws:PrincipalAccount": ACCOUNT },
            });
            assert.match(String(await resolve(made.passwordSecretArn)), /^arn:aws:secretsmanager:/);
        });

        it("generates another password for each number, and keeps the first one", async () => {
            const password = async (passwordGeneration: number) => {
                const { graph } = await site({ basicAuth: true, passwordGeneration });
                return graph.inputs("random.RandomPassword");
            };
            const first = { length: 32, special: false };
            assert.deepEqual(await password(1), first);
            assert.deepEqual(await password(2), { ...first, keepers: { generation: "2" } });
        });

        it("has the site's name, its certificate and TLS 1.2 with a domain", async () => {
            const { graph, made } = await site({ domain: { host: "shop.example.com", zone } });
            assert.partialDeepStrictEqual(graph.inputs("cloudfront.Distribution"), {
                aliases: ["shop.example.com"],
                viewerCertificate: {
                    acmCertificateArn: zone.cloudFrontCertificateArn,
                    sslSupportMethod: "sni-only",
                    minimumProtocolVersion: "TLSv1.2_2021",
                },
            });
            assert.deepEqual(
                graph
                    .all("route53.Record")
                    .map(({ inputs: { name, type, aliases } }) => [name, type, aliases]),
                ["A", "AAAA"].map((type) => [
                    "shop.example.com",
                    type,
                    [{ name: "shop.cloudfront.net", zoneId: "ZCLOUDFRONT", evaluateTargetHealth: false }],
                ]),
            );
            assert.equal(await resolve(made.url), "https://shop.example.com");
        });

        it("has CloudFront's own name without one", async () => {
            const { graph, made } = recording();
            assert.equal(await resolve(made.url), "https://shop.cloudfront.net");
            assert.equal(graph.all("route53.Record").length, 0);
        });
    });
});
