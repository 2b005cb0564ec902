import assert from "node:assert/strict";

import { changed, complaints, complete, minimal, settingsOf } from "./fixtures";
import { SecretValue } from "../../config/values";
import { keysOf, type Path } from "./mistakes/mistake";

/** Values at the limits of the allowed ranges. */
const GOOD: readonly [path: Path, values: readonly unknown[]][] = [
    ["region", ["us-east-1", "eu-central-2", "us-gov-west-1", "ap-southeast-3"]],
    ["accountId", ["000000000000"]],
    ["owner", ["Team A / B", "x".repeat(256)]],
    ["emulator", ["none", "http://127.0.0.1:4566", "http://127.0.0.1:80", "http://127.0.0.1:65535"]],
    ["domain", ["none", { name: "a.b.example.co.uk" }]],
    ["protect", [true, false]],
    ["logs.retentionDays", [1, 3653]],
    ["email", ["none"]],
    ["email.identity", ["shop.example.com", "example.com"]],
    ["email.from", ["no-reply@shop.example.com", "Shop <no-reply@mail.shop.example.com>"]],
    ["email.replyTo", ["help@example.org"]],
    ["email.configurationSet", ["shop"]],
    [
        "email",
        [
            { through: "main" },
            { through: "main", from: "News <news@mail.example.org>", replyTo: "a@b.example" },
        ],
    ],
    ["alerts.channels.oncall.severities", [["critical", "high", "medium", "low"]]],
    ["alerts.channels.oncall.sources", [["security"], ["operations", "security"]]],
    ["emails.main.domain", ["mail.example.org"]],
    ["emails.main.bounces", ["b"]],
    ["emails.main.dmarc", ["none", "quarantine", "reject"]],
    ["emails.main.dmarcReports", [[], ["a@example.com"]]],
    ["emails.main.suppress", [[], ["bounce"], ["bounce", "complaint"]]],
    ["emails.main.maxBouncePercent", [0.5, 10]],
    ["emails.main.maxComplaintPercent", [0.01, 0.5]],
    ["security.changeAlarms", [true, false]],
    ["network.organizationId", ["o-a1b2c3d4e5"]],
    ["security.edgeDetectors", ["create", "adopt", "skip"]],
    ["security.guardDutyFeatures.runtime", [true, false]],
    ["logs.osMetrics", ["create", "adopt", "skip"]],
    ["encryption.deletionDays", [7, 30]],
    ["from.core", ["core", "core/prod", "acme/core.v2/prod_1"]],
    ["network.cidr", ["10.0.0.0/16", "172.31.0.0/16", "192.168.0.0/21"]],
    [
        "network.zones",
        [
            ["a", "b"],
            ["c", "a", "b"],
        ],
    ],
    ["network.nat", ["instance", "single", "perZone"]],
    ["servers.desk.address.from", [["203.0.113.0/24"], ["0.0.0.0/0"], ["203.0.113.7/32", "198.51.100.0/24"]]],
    ["servers.desk.artifact.folder", ["examples/sample/servers/desk/app"]],
    ["servers.desk.artifact.unit", ["a.service", "desk@1.service"]],
    ["servers.desk.artifact.healthCheckPath", ["/", "/health/ready"]],
    ["servers.desk.artifact.healthCheckSeconds", [5, 900]],
    ["servers.desk.artifact.keep", [1, 20]],
    ["servers.desk.hours.days", [["SUN", "MON"]]],
    ["servers.desk.hours.from", ["00:00", "17:59"]],
    [
        "network",
        ["a", "b"].map((natZone) => ({ cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single", natZone })),
    ],
    ["databases.app.minCapacity", [0, 0.5, 8.5]],
    ["databases.app.maxCapacity", [1, 256]],
    ["databases.app.version", ["14", "17"]],
    [
        "databases.app.from",
        [
            { snapshot: "rds:shop-2026-03-01-02-10" },
            { snapshot: "arn:aws:rds:eu-west-1:999999999999:cluster-snapshot:shop" },
            { pointInTime: { source: "shop-prod-app", at: "latest" } },
            { pointInTime: { source: "shop-prod-app", at: "2026-03-01T10:30:00+01:00" } },
        ],
    ],
    ["databases.legacy.version", ["8.0", "8.4"]],
    ["databases.legacy.storageGib", [20, 500]],
    ["databases.app.backupRetentionDays", [1, 35]],
    ["buckets.uploads.expireDays", [1, 3650]],
    ["buckets.uploads.corsOrigins", [[], ["http://localhost:3000"]]],
    ["secrets.session.generate", [16, 128]],
    ["secrets.session.name", ["/meals/{stack}/session", "a", "a@b-session"]],
    ["secrets.session.rotate", [{ function: "orders", days: 30 }]],
    ["buckets.uploads.name", ["designs-{stack}", "a.b", "x".repeat(63)]],
    ["parameters.rates.value", ["x", "x".repeat(4096), ["a", "b"]]],
    ["parameters.rates", [{}, { type: "String" }, { type: "SecureString", value: new SecretValue("x") }]],
    ["directories.customers.mfa", ["off", "optional", "required"]],
    ["functions.orders.memoryMib", [128, 10240]],
    ["functions.orders.timeoutSeconds", [1, 900]],
    ["functions.orders.reservedConcurrency", [0, 1000]],
    ["functions.orders.url", [{}, { auth: "iam" }, { auth: "none", stream: true }]],
    ["functions.orders.bundle", [true, false]],
    ["functions.orders.bundle.external", [["sharp", "@aws-sdk/*"]]],
    ["functions.orders.bundle.format", ["cjs", "esm"]],
    ["functions.orders.handler", ["src/handlers/orders.run", "index.handler"]],
    ["services.web.port", [1, 65535]],
    ["services.web.spotPercent", [0, 100]],
    ["services.web.user", ["101", "65534:65534"]],
    ["services.web.image", [`shop/web@sha256:${"0".repeat(64)}`, "nginx:1.29", "host:5000/a/b:v1"]],
    ["services.web.public.paths", [["/"], ["/a", "/b/*", "/c", "/d"]]],
    ["services.web.public.priority", [1, 50000]],
    ["services.web.public.canary", ["none", "/", "/orders?page=1&size=5"]],
    ["monitoring.canaries.everyMinutes", [1, 60]],
    ["monitoring.canaries.timeoutSeconds", [1, 60]],
    [
        "delivery",
        ["none", { repository: "acme/shop", repositoryIds: { owner: 1, repository: 9_007_199_254_740_991 } }],
    ],
    ["media.films.prefix", ["a", "films/2026.ready"]],
    ["media.films.signing", [{ rotateDays: 7, urlDays: 7 }, { rotateDays: 1000 }]],
    ["media.films.public", [[], ["/*.vtt", "/thumbnails/*"]]],
    ["sites.shop.uses", [["media/films"], ["media/films:sign"]]],
    ["sites.shop.release", ["7f3a9c01", "v1.2.3"]],
    ["sites.shop.settings", [{}, { flags: { a: [1, null, "x"] } }]],
    [
        ["apis", "shop", "routes"],
        [{ $default: "orders" }, { "ANY /{proxy+}": "orders" }],
    ],
];

describe("valid values", () => {
    for (const [path, values] of GOOD) {
        const keys = keysOf(path);
        it(`${keys.join(".")}: ${values.map((value) => JSON.stringify(value)).join(", ")}`, () => {
            for (const value of values) assert.deepEqual(complaints(changed(complete, keys, value)), []);
        });
    }

    it("keeps the file's values in the settings", () => {
        const settings = settingsOf(complete);
        assert.partialDeepStrictEqual(settings, {
            emulator: "http://127.0.0.1:4566",
            domain: { name: "shop.example.com", zoneId: "Z0123456789ABC" },
            protect: true,
            network: { nat: "perZone", zones: ["a", "b", "c"], interfaceEndpoints: ["ecr.api"] },
            databases: { app: { minCapacity: 1, maxCapacity: 8.5, readers: 1, databaseName: "shop" } },
            functions: { orders: { runtime: "nodejs24.x", environment: { LOG_LEVEL: "debug" } } },
            services: { web: { port: 3000, architecture: "x86_64", public: { host: "app", priority: 10 } } },
        });
        assert.equal(settings.secrets["payment"]?.value?.reveal(), "sesame");
        assert.ok(!JSON.stringify(settings).includes("sesame"));
    });

    it('reads "none" as absent, and a route to a function as one with a token', () => {
        const settings = settingsOf({ ...minimal, domain: "none", emulator: "none" });
        assert.deepEqual([settings.domain, settings.emulator], [undefined, undefined]);
        assert.partialDeepStrictEqual(settingsOf(complete).apis["shop"]?.routes, {
            "GET /orders": { function: "orders", public: false },
            "GET /health": { function: "orders", public: true },
        });
    });

    it("cannot be changed afterwards, at any depth", () => {
        const settings = settingsOf(complete) as unknown as { network: { zones: string[] }; tier: string };
        assert.throws(() => {
            settings.tier = "prod";
        }, TypeError);
        assert.throws(() => settings.network.zones.push("d"), TypeError);
    });
});

describe("defaults", () => {
    const things = {
        databases: {
            app: { engine: "aurora-postgresql", version: "16" },
            single: { engine: "postgres", version: "16" },
        },
        directories: { people: {} },
        services: { web: { image: "nginx:1.29" } },
    };
    const small = {
        network: { nat: "single", interfaceEndpoints: [] },
        logs: { retentionDays: 14 },
        encryption: { deletionDays: 7 },
        protect: false,
        containers: { insights: "disabled", shell: true },
        databases: {
            app: { minCapacity: 0, maxCapacity: 4, readers: 0, backupRetentionDays: 7 },
            single: { instanceClass: "db.t4g.small", multiAz: false, backupRetentionDays: 7 },
        },
        services: { web: { minTasks: 1, maxTasks: 2, spotPercent: 100 } },
        directories: { people: { mfa: "optional" } },
    };
    const staging = {
        ...small,
        logs: { retentionDays: 30 },
        containers: { insights: "enabled", shell: true },
        databases: {
            app: { minCapacity: 0.5, maxCapacity: 4, readers: 1, backupRetentionDays: 7 },
            single: { instanceClass: "db.t4g.small", multiAz: true, backupRetentionDays: 7 },
        },
        services: { web: { minTasks: 1, maxTasks: 2, spotPercent: 50 } },
    };
    const expected = {
        local: small,
        dev: small,
        staging,
        prod: {
            network: { nat: "perZone", interfaceEndpoints: [] },
            logs: { retentionDays: 365 },
            encryption: { deletionDays: 30 },
            protect: true,
            containers: { insights: "enhanced", shell: false },
            databases: {
                app: { minCapacity: 0.5, maxCapacity: 16, readers: 1, backupRetentionDays: 35 },
                single: { instanceClass: "db.m7g.large", multiAz: true, backupRetentionDays: 35 },
            },
            services: { web: { minTasks: 2, maxTasks: 10, spotPercent: 0 } },
            directories: { people: { mfa: "required" } },
        },
    };

    for (const [tier, wanted] of Object.entries(expected)) {
        it(`of tier ${tier}`, () => {
            const raw = { ...minimal, ...things, tier, emulator: "http://127.0.0.1:4566" };
            assert.partialDeepStrictEqual(settingsOf(raw), wanted);
        });
    }

    it("of all tiers", () => {
        assert.partialDeepStrictEqual(settingsOf({ ...minimal, ...things }), {
            databases: {
                app: { databaseName: "app" },
                single: { storageGib: 20, maxStorageGib: 100 },
            },
            directories: {
                people: { minPasswordLength: 14, selfSignUp: false, groups: [], callbackUrls: [] },
            },
            services: {
                web: {
                    port: 8080,
                    cpu: 256,
                    memoryMib: 512,
                    architecture: "arm64",
                    user: "1000:1000",
                    uses: [],
                },
            },
        });
    });
});
