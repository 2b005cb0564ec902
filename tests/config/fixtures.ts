import { join } from "node:path";

import { ConfigurationError, type Problem } from "../../config/messages/problems";
import { type Settings, validate } from "../../config/validate";
import { SecretValue } from "../../config/values";

export const ROOT = join(__dirname, "..", "..");

type Raw = Record<string, unknown>;

/** The required keys of a stack file, and a VPC. */
export const minimal: Raw = {
    tier: "dev",
    region: "eu-west-1",
    accountId: "111122223333",
    owner: "platform",
    costCenter: "1000",
    network: { cidr: "10.0.0.0/16", zones: ["a", "b"] },
};

/** A statement of a workload's own. */
const PERMISSIONS = [
    {
        actions: ["polly:SynthesizeSpeech"],
        resources: ["arn:aws:polly:{region}:{accountId}:lexicon/*"],
        conditions: { StringEquals: { "aws:PrincipalTag/Team": ["shop"] } },
    },
];

/** A stack file with every key, each with another value than its default. */
export const complete: Raw = {
    ...minimal,
    emulator: "http://127.0.0.1:4566",
    domain: { name: "shop.example.com", zoneId: "Z0123456789ABC" },
    email: { identity: "shop.example.com", from: "no-reply@shop.example.com" },
    emails: {
        main: {
            domain: "mail.example.org",
            from: "Shop <shop@mail.example.org>",
            senders: ["news@mail.example.org"],
        },
    },
    protect: true,
    logs: { retentionDays: 90 },
    encryption: { deletionDays: 21 },
    from: { core: "core/prod" },
    containers: { insights: "enhanced", shell: false },
    alerts: {
        emails: ["team@example.com"],
        channels: {
            oncall: {
                severities: ["critical"],
                emails: ["oncall@example.com"],
                slack: { workspaceId: "T0123ABCD", channelId: "C0123EFGH" },
            },
        },
        slack: { workspaceId: "T0123ABCD", channelId: "C0123ABCD" },
    },
    monitoring: {
        canaries: { enabled: true, everyMinutes: 10, timeoutSeconds: 5 },
        deployments: { maxSeconds: 300, maxRollBackSeconds: 90 },
        traces: {
            slowSeconds: 1.5,
            samplePercent: 10,
            samplesPerSecond: 2,
            ignorePaths: ["/ready"],
            customerKey: true,
        },
        metrics: {
            orders: {
                source: "function/orders",
                pattern: '{ $.event = "order" }',
                value: "$.amount",
                unit: "None",
                alarm: { description: "No orders", threshold: 1, when: "below", periods: 6 },
            },
        },
    },
    network: {
        cidr: "10.0.0.0/16",
        zones: ["a", "b", "c"],
        nat: "perZone",
        interfaceEndpoints: ["ecr.api"],
    },
    overrides: {
        "key-text": {
            resource: "aws:kms/key:Key::data",
            set: { description: "Ours", tags: { Team: "shop" } },
        },
    },
    existing: {
        tables: { projects: "projects-prod", plain: { name: "plain" } },
        buckets: { assets: "acme-assets" },
        queues: { orders: { name: "orders.fifo" } },
        secrets: { partner: { name: "shop/partner", rotates: true } },
        databases: {
            crm: { cluster: "crm", securityGroupId: "sg-0123456789abcdef0", secret: "crm-user" },
            erp: {
                instance: "erp",
                securityGroupId: "sg-0123456789abcdef0",
                databaseName: "erp",
                iamUser: "shop",
            },
        },
        caches: { prices: { replicationGroup: "prices", securityGroupId: "sg-01234567", token: "prices" } },
        parameters: { address: { name: "/shop/address" } },
        topics: { news: { name: "news" } },
        certificates: { shop: { regional: "shop.example.com", cloudFront: "*.example.com" } },
    },
    databases: {
        app: {
            engine: "aurora-postgresql",
            version: "16",
            databaseName: "shop",
            backupRetentionDays: 14,
            performanceInsights: false,
            minCapacity: 1,
            maxCapacity: 8.5,
            readers: 1,
        },
        legacy: {
            engine: "mysql",
            version: "8.4",
            instanceClass: "db.m7g.large",
            storageGib: 50,
            maxStorageGib: 500,
            hours: { from: "08:00", to: "18:00" },
            multiAz: true,
        },
    },
    buckets: {
        uploads: { versioned: false, expireDays: 365, corsOrigins: ["https://shop.example.com"] },
    },
    topics: { paid: {}, ledger: { fifo: true, throughputScope: "group" } },
    buses: { main: { source: "shop", archiveDays: 30, accounts: ["222233334444"] } },
    queues: {
        receipts: {
            on: [
                { topic: "paid", filter: { kind: ["paid"] }, filterScope: "body", raw: true },
                {
                    bus: "main",
                    name: "orders",
                    pattern: { source: ["shop"] },
                    inputPath: "$.detail",
                    retries: 5,
                    maxAgeSeconds: 3600,
                },
                { schedule: "rate(1 day)", name: "daily", timeZone: "Europe/Berlin", input: { a: 1 } },
            ],
        },
        entries: {
            fifo: true,
            on: [
                "topic/ledger",
                { bus: "default", pattern: { source: ["aws.s3"] }, group: "a" },
                { schedule: "rate(1 day)", group: "b" },
            ],
        },
    },
    secrets: {
        session: { description: "Signs sessions", generate: 48 },
        payment: { value: new SecretValue("sesame") },
    },
    parameters: { rates: { name: "/{project}/{stack}/rates", value: "0.19" } },
    directories: {
        customers: {
            mfa: "required",
            minPasswordLength: 20,
            selfSignUp: true,
            groups: ["wholesale"],
            signIn: { prefix: "shop-people" },
            callbackUrls: ["https://shop.example.com/signed-in"],
        },
    },
    layers: {
        shared: { code: "tests/config/code", runtimes: ["nodejs24.x"], architectures: ["arm64"] },
    },
    functionDefaults: {
        permissions: PERMISSIONS.map((one) => ({ ...one, actions: ["s3:GetObjectTagging"] })),
    },
    functions: {
        orders: {
            code: "tests/config/code",
            handler: "main.run",
            bundle: { external: ["sharp"], minify: true, sourceMaps: false, format: "esm" },
            runtime: "nodejs24.x",
            layers: ["shared"],
            url: { auth: "none", corsOrigins: ["https://shop.example.com"], stream: true },
            memoryMib: 512,
            timeoutSeconds: 30,
            reservedConcurrency: 5,
            environment: { LOG_LEVEL: "debug" },
            uses: ["database/app", "secret/payment", "secret/session", "parameter/rates"],
            permissions: PERMISSIONS,
        },
    },
    apis: {
        shop: {
            routes: { "GET /health": { function: "orders", public: true }, "GET /orders": "orders" },
            authorizer: "directory/customers",
            corsOrigins: ["https://shop.example.com"],
            rateLimit: 50,
            burstLimit: 60,
            subdomain: "api",
            canary: "none",
        },
    },
    servers: {
        tools: { permissions: PERMISSIONS },
        desk: {
            port: 443,
            address: { from: ["0.0.0.0/0"], host: "office" },
            artifact: {
                folder: "examples/sample/servers/desk/app",
                unit: "desk.service",
                healthCheckPath: "/",
                healthCheckSeconds: 30,
                keep: 2,
            },
            hours: { days: ["MON"], from: "08:00", to: "18:00", timeZone: "Europe/Berlin" },
        },
    },
    services: {
        web: {
            permissions: PERMISSIONS,
            image: "public.ecr.aws/shop/web:1.2.3",
            port: 3000,
            cpu: 512,
            memoryMib: 1024,
            architecture: "x86_64",
            command: ["serve"],
            minTasks: 2,
            maxTasks: 6,
            spotPercent: 20,
            user: "101:101",
            local: { folder: "examples/sample/tasks/migrate", command: ["node", "migrate.mjs"] },
            environment: { LOG_LEVEL: "debug" },
            uses: ["database/legacy", "bucket/uploads", "secret/session"],
            public: { host: "app", paths: ["/*"], healthCheckPath: "/ready", canary: "none", priority: 10 },
        },
        quiet: { image: "public.ecr.aws/shop/web:1.2.3", hours: { from: "08:00", to: "18:00" } },
    },
    tasks: {
        prepare: { image: "public.ecr.aws/shop/web:1.2.3", before: "deployment" },
        migrate: {
            image: "public.ecr.aws/shop/web:1.2.3",
            command: ["migrate"],
            cpu: 512,
            memoryMib: 2048,
            architecture: "x86_64",
            user: "101:101",
            storageGib: 30,
            before: "deployment",
            after: ["prepare"],
            schedules: { nightly: { at: "cron(0 3 * * ? *)", timeZone: "Europe/Berlin" } },
            timeoutMinutes: 30,
            local: { folder: "examples/sample/tasks/migrate", command: ["node", "migrate.mjs"] },
            environment: { LOG_LEVEL: "debug" },
            permissions: PERMISSIONS,
            uses: ["database/legacy", "secret/session"],
        },
        report: {
            code: "examples/sample/functions/orders",
            handler: "index.handler",
            runtime: "nodejs24.x",
            memoryMib: 256,
        },
    },
    media: {
        films: { bucket: "uploads", prefix: "films/ready", public: ["/thumbnails/*"], cacheSeconds: 3600 },
    },
    sites: {
        shop: {
            content: "examples/sample/site",
            release: "2024-06-01",
            subdomain: "www",
            canary: "/prices",
            spa: false,
            settings: { newCheckout: true },
            paths: {
                "/files/*": { to: "bucket/uploads", stripPrefix: true, folder: "public", cacheSeconds: 60 },
            },
            connectSources: ["https://pay.example.com"],
            uses: ["api/shop"],
        },
    },
};

/** A copy with one value replaced; undefined takes it away. */
export function changed(raw: Raw, path: readonly (string | number)[], value: unknown): Raw {
    const [first, ...rest] = path;
    if (first === undefined) return value as Raw;
    const copy = (Array.isArray(raw) ? [...(raw as unknown[])] : { ...raw }) as Raw;
    const inner = copy[first] ?? (typeof rest[0] === "number" ? [] : {});
    if (rest.length > 0) copy[first] = changed(inner as Raw, rest, value);
    else if (value === undefined) Reflect.deleteProperty(copy, first);
    else copy[first] = value;
    return copy;
}

/** The settings that a stack file amounts to. */
export function settingsOf(raw: Raw, stack = "unit", project = "plumbline"): Settings {
    return validate(raw, stack, ROOT, project);
}

/** The problems of a stack file; empty if there are none. */
export function problemsOf(raw: Raw, stack = "unit", project = "plumbline"): readonly Problem[] {
    try {
        validate(raw, stack, ROOT, project);
        return [];
    } catch (error) {
        if (error instanceof ConfigurationError) return error.problems;
        throw error;
    }
}

/** The same, as lines: `plumbline:network.nat: "singel" is not allowed; …`. */
export function complaints(raw: Raw, stack = "unit", project = "plumbline"): string[] {
    return problemsOf(raw, stack, project).map(({ key, message }) => `${key}: ${message}`);
}
