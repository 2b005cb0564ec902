/** Public addresses: sites, APIs and their functions, directories, and the firewall in front of them. */
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { Alerts } from "../../../../../components/monitoring/alerts";
import { Bucket } from "../../../../../components/storage/bucket";
import { Canary } from "../../../../../components/monitoring/canary";
import { Domain } from "../../../../../components/edge/domain";
import { Edge } from "../../../../../components/edge/edge";
import { EmailDomain } from "../../../../../components/email/emailDomain";
import { EncryptionKey } from "../../../../../components/secret/encryptionKey";
import { Firewall } from "../../../../../components/edge/firewall";
import { FunctionAlarms } from "../../../../../components/function/functionAlarms";
import { FunctionLayer } from "../../../../../components/function/functionLayer";
import { createLogBucket } from "../../../../../components/storage/logBucket";
import { Media } from "../../../../../components/media/media";
import { servedTo } from "../../../../../components/media/bucketAccess";
import { Queue } from "../../../../../components/storage/queue";
import { Secret } from "../../../../../components/secret/secret";
import { ServerlessApi } from "../../../../../components/api/serverlessApi";
import { Topic } from "../../../../../components/events/topic";
import { ServerlessFunction } from "../../../../../components/function/serverlessFunction";
import { SignInName } from "../../../../../components/directory/signInName";
import { OriginSecret } from "../../../../../components/edge/originSecret";
import { ORIGIN_HEADER } from "../../../../../components/support/originSecret";
import type { SitePath } from "../../../../../components/site/sitePaths";
import { StaticSite } from "../../../../../components/site/staticSite";
import { Table } from "../../../../../components/storage/table";
import { UserDirectory } from "../../../../../components/directory/userDirectory";
import { ZoneGuard } from "../../../../../components/edge/zoneGuard";
import { accountId, either, later, region } from "../variant";

const sample = path.resolve(__dirname, "../../../../../examples/sample");
const protect = false;
const { keyArn } = new EncryptionKey("data", { description: "Data", region, accountId, protect });
const logs = { keyArn, retentionDays: either(30, 90) };
const { topicArn: alarmTopicArn } = new Alerts("alerts", { accountId, keyArn });
const logBucket = createLogBucket("logs", { accountId, protect, retentionDays: 30 }, {});
const zone = new Domain("domain", { name: "shop.example.com", region });
const edge = new Edge("edge", {
    protect,
    stack: "test",
    accountId,
    emails: either(["a@example.com"], ["b@example.com"]),
});
new ZoneGuard("zone", {
    domainName: zone.domainName,
    zoneId: zone.zoneId,
    accountId,
    protect,
    queryLogs: { keyArn: edge.keyArn, retentionDays: either(30, 90) },
});
const base = { region, accountId, keyArn, logs, protect, alarmTopicArn };

const firewall = new Firewall("cloudfront", {
    ...base,
    scope: "CLOUDFRONT",
    logs: { ...logs, keyArn: edge.keyArn },
    alarmTopicArn: edge.alarmTopicArn,
    rateLimit: either(2000, 1000),
    blockedAddresses: either(["198.51.100.0/24"], ["198.51.100.0/24", "203.0.113.0/24"]),
    blockedAlarm: either(1000, 500),
    sqlInjection: either(true, false),
    ...later({
        allowedAddresses: ["192.0.2.0/24"],
        countOnly: ["AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"],
        countries: { allow: ["DE", "AT"] },
    }),
});
// A directory is in a region, and so is the firewall in front of it.
const originSecret = new OriginSecret("shop", { generation: either(1, 2) });
const passed = { name: ORIGIN_HEADER, values: originSecret.accepted };
const regional = new Firewall("regional", { ...base, scope: "REGIONAL", passed });
const email = new EmailDomain("main", {
    ...base,
    domain: zone.domainName,
    zoneId: zone.zoneId,
    from: either("no-reply@shop.example.com", "Shop <no-reply@shop.example.com>"),
    bounces: either("bounce", "returned"),
    dmarc: either("none", "quarantine"),
    dmarcReports: either([], ["dmarc@shop.example.com"]),
    suppress: either(["bounce", "complaint"], ["bounce"]),
    maxBouncePercent: either(5, 3),
    maxComplaintPercent: either(0.1, 0.05),
});
const { identityArn, sender, configurationSetName: configurationSet } = email;
const customers = new UserDirectory("customers", {
    ...base,
    ...later({ email: { identityArn, from: sender, configurationSet } }),
    signInHost: "login.shop.example.com",
    callbackUrls: either(
        ["https://shop.example.com/in"],
        ["https://shop.example.com/in", "https://shop.example.com/back"],
    ),
    mfa: either("optional", "required"),
    minPasswordLength: either(14, 16),
    selfSignUp: either(false, true),
    groups: either(["wholesale"], ["wholesale", "press"]),
    logoutUrls: either([], ["https://shop.example.com/bye"]),
    threatProtection: either("off", "enforced"),
    ...later({
        webAclArn: regional.webAclArn,
        clients: { kiosk: { callbackUrls: ["https://kiosk.example.com/in"] } },
    }),
});

const jobs = new Queue("jobs", { ...base, visibilitySeconds: 120 });
const failed = new Queue("failed", base);
const carts = new Table("carts", { ...base, partitionKey: { name: "id" }, stream: "both" });
const secret = new Secret("payment", { ...base, generate: 48 });
const orders = new ServerlessFunction("orders", {
    ...base,
    code: path.join(sample, "functions/orders"),
    memoryMib: either(256, 512),
    timeoutSeconds: either(10, 20),
    storageMib: either(512, 1024),
    retries: either(2, 0),
    environment: either({}, { LOG_LEVEL: "debug" }),
    queues: [{ name: "jobs", queueArn: jobs.queueArn, keyArn, batchSize: either(10, 20), windowSeconds: 5 }],
    tables: [
        {
            name: "carts",
            streamArn: carts.streamArn ?? "",
            keyArn,
            batchSize: either(100, 50),
            retries: either(3, 5),
        },
    ],
    schedules: [{ name: "daily", expression: either("rate(1 day)", "rate(12 hours)") }],
    links: either([], [{ name: "secret/payment", link: secret.link() }]),
    ownAlarms: either(false, true),
    ...later({
        reservedConcurrency: 5,
        provisionedConcurrency: 1,
        keepWarm: true,
        onFailure: { queueArn: failed.queueArn, keyArn },
    }),
});
// Other code: the old version stays in charge, the new one gets a share of the calls.
const news = new Topic("news", base);
const layered = path.resolve(sample, "../components/function-layer");
const prices = new FunctionLayer("prices", {
    code: path.join(layered, "layer"),
    runtimes: either(["nodejs22.x"], ["nodejs22.x", "nodejs24.x"]),
});
const reports = new ServerlessFunction("reports", {
    ...base,
    code: either(path.join(layered, "code"), path.join(sample, "functions/orders")),
    layers: [prices.versionArn],
    url: either({}, { corsOrigins: ["https://shop.example.com"], stream: true }),
    runtime: either("nodejs22.x", "nodejs24.x"),
    architecture: either("arm64", "x86_64"),
    topics: [
        {
            name: "news",
            topicArn: news.topicArn,
            filter: either({ kind: ["paid"] }, { kind: [{ prefix: "re" }] }),
        },
    ],
    rules: [
        {
            name: "objects",
            pattern: either({ source: ["aws.s3"] }, { source: ["aws.s3", "aws.backup"] }),
            maxAgeSeconds: either(3600, 7200),
        },
    ],
    ...later({ version: "1", canary: { weight: 10 } }),
});
new FunctionAlarms("functions", {
    functions: either({ orders }, { orders, reports }),
    maxErrors: either(5, 10),
    alarmTopicArn,
});
const api = new ServerlessApi("shop", {
    ...base,
    functions: { orders, reports },
    authorizers: {
        customers: { issuer: customers.issuer, audience: [customers.clientId] },
        ...later({ partners: { check: orders, cacheSeconds: 60 } }),
    },
    authorizer: "customers",
    domain: { host: "api.shop.example.com", zone },
    rateLimit: either(100, 200),
    burstLimit: either(200, 400),
    corsOrigins: either(["https://shop.example.com"], ["https://shop.example.com", "https://b.example.com"]),
    routes: {
        "GET /health": { function: "orders", public: true },
        "GET /orders": {
            function: either("orders", "reports"),
            rateLimit: either(50, 70),
            scopes: either([], ["openid"]),
        },
        "GET /status": { function: "orders", authorizer: either("customers", "iam") },
        ...later({ "GET /reports": { function: "reports", authorizer: "partners" } }),
    },
    corsHeaders: either([], ["x-request-id"]),
    corsCredentials: either(false, true),
    alarms: either({}, { latencyMilliseconds: 1000 }),
    ...later({ mutualTls: path.join(__dirname, "authority.pem") }),
});
new ServerlessApi("press", {
    ...base,
    functions: { orders },
    routes: { "GET /health": { function: "orders", public: true } },
    cdn: true,
    originGeneration: either(1, 2),
    accessLogBucketArn: logBucket.bucketArn,
    priceClass: either("PriceClass_100", "PriceClass_200"),
    ...later({ webAclArn: firewall.webAclArn }),
});

const media = new Bucket("media", { keyArn, protect });
const site = new StaticSite("shop", {
    ...base,
    content: path.join(sample, "site"),
    domain: { host: "shop.example.com", zone },
    redirectHosts: either(["www.shop.example.com"], ["www.shop.example.com", "old.shop.example.com"]),
    redirects: either({}, { "/prices": "/plans" }),
    rewrites: either({}, { "/app": "/index.html" }),
    behaviors: either({}, { "*.jpg": { cacheSeconds: 3600 } }),
    paths: either({}, {
        "/api/*": {
            to: { kind: "http", id: "api/shop", origin: api.origin, readSeconds: 30 },
            stripPrefix: true,
        },
        "/media/*": { to: { kind: "bucket", id: "bucket/media", bucket: media }, stripPrefix: true },
    } satisfies Record<string, SitePath>),
    corsOrigins: either([], ["https://b.example.com"]),
    connectSources: either([], ["https://pay.example.com"]),
    accessLogs: either(true, false),
    settings: { newCheckout: either(false, true) },
    headers: either({}, { frameOptions: "SAMEORIGIN" }),
    priceClass: either("PriceClass_100", "PriceClass_200"),
    basicAuth: either(false, true),
    links: [{ name: "api/shop", link: api.link() }],
    logBucket: logBucket.openedName,
    accessLogBucketArn: logBucket.bucketArn,
    edgeAlarmTopicArn: edge.alarmTopicArn,
    ...later({ webAclArn: firewall.webAclArn, countries: { allow: ["DE", "AT"] } }),
});
const [filmsArn, setFilmsArn] = pulumi.deferredOutput<string>();
const films = new Media("films", {
    ...base,
    bucket: new Bucket("films", { keyArn, protect, statements: (arn) => servedTo(filmsArn, arn) }),
    domain: { host: "films.shop.example.com", zone },
    public: either([], ["/thumbnails/*"]),
    corsOrigins: either([], ["https://shop.example.com"]),
    rotateDays: either(90, 30),
    urlDays: either(7, 14),
    priceClass: either("PriceClass_100", "PriceClass_200"),
    accessLogs: either(true, false),
    accessLogBucketArn: logBucket.bucketArn,
    edgeAlarmTopicArn: edge.alarmTopicArn,
    ...later({
        cacheSeconds: 3600,
        prefix: "ready",
        webAclArn: firewall.webAclArn,
        countries: { allow: ["DE", "AT"] },
    }),
});
setFilmsArn(films.distributionArn);
// Other content: a release of its own beside the earlier one.
new StaticSite("docs", {
    ...base,
    content: path.join(__dirname, either("first-site", "second-site")),
    spa: either(true, false),
    errorPages: either({}, { 404: "/404.html" }),
    basicAuth: true,
    passwordGeneration: either(1, 2),
    logBucket: logBucket.openedName,
});
new Canary("shop", {
    ...base,
    awsName: "shop",
    url: site.url,
    passwordSecretArn: site.passwordSecretArn,
    everyMinutes: either(5, 1),
    timeoutSeconds: either(10, 5),
    runtime: either("syn-nodejs-5.1", "syn-nodejs-5.2"),
    artifacts: new Bucket("canaries", { keyArn, protect, expireDays: 31, expirePrefix: "runs/" }),
});
new SignInName(
    "customers",
    { userPoolId: customers.userPoolId, host: "login.shop.example.com", zone },
    { dependsOn: [site] },
);
