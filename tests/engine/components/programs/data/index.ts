/** Data stores and subscribers: every argument that changes after the first deployment has two values. */
import { Alerts } from "../../../../../components/monitoring/alerts";
import { Backup } from "../../../../../components/account/backup";
import { Bucket } from "../../../../../components/storage/bucket";
import { EventBus } from "../../../../../components/events/eventBus";
import { Topic } from "../../../../../components/events/topic";
import { EncryptionKey } from "../../../../../components/secret/encryptionKey";
import { createLogBucket } from "../../../../../components/storage/logBucket";
import { Queue } from "../../../../../components/storage/queue";
import { Repository } from "../../../../../components/image/repository";
import { Parameter } from "../../../../../components/parameter/parameter";
import { Secret } from "../../../../../components/secret/secret";
import { SecretRotation } from "../../../../../components/secret/secretRotation";
import { Table } from "../../../../../components/storage/table";
import { accountId, either, later, region } from "../variant";

const protect = false;
const key = new EncryptionKey("data", {
    protect,
    description: either("Data", "Data of the shop"),
    deletionDays: either(7, 14),
    region,
    accountId,
});
const { keyArn } = key;
const alerts = new Alerts("alerts", {
    accountId,
    keyArn,
    emails: either(["a@example.com"], ["a@example.com", "b@example.com"]),
    ...later({ slack: { workspaceId: "T0123ABCDE", channelId: "C0345CDEFG" } }),
});
const alarmTopicArn = alerts.topicArn;
const logs = createLogBucket("logs", { accountId, protect, retentionDays: either(30, 90) }, {});

new Bucket("uploads", {
    keyArn,
    protect,
    logBucket: logs.openedName,
    expireDays: either(365, 400),
    corsOrigins: either(["https://a.example.com"], ["https://a.example.com", "https://b.example.com"]),
    ...later({ transitions: [{ afterDays: 30, to: "INTELLIGENT_TIERING" as const }] }),
});
new Bucket("files", {
    keyArn,
    protect,
    versioned: either(true, false),
    expireDays: 7,
    expirePrefix: either("a/", "b/"),
});
new Bucket("invoices", { keyArn, protect, lock: { mode: "governance", days: either(1, 2) } });

new Queue("jobs", {
    accountId,
    keyArn,
    alarmTopicArn,
    visibilitySeconds: either(60, 120),
    retentionDays: either(4, 7),
    maxReceives: either(3, 5),
    maxAgeSeconds: either(900, 600),
    openToBuckets: either(false, true),
});
new Queue("payments", {
    accountId,
    keyArn,
    alarmTopicArn,
    fifo: true,
    visibilitySeconds: either(60, 120),
    retentionDays: either(4, 7),
    maxReceives: either(3, 5),
});

const topics = { accountId, region, keyArn, alarmTopicArn };
const paid = new Topic("paid", {
    ...topics,
    logs: { keyArn, retentionDays: either(30, 90) },
    openToBuckets: either(false, true),
});
const ledger = new Topic("ledger", {
    ...topics,
    logs: { keyArn, retentionDays: 30 },
    fifo: true,
    throughputScope: either("topic", "group"),
});
const bus = new EventBus("shop", {
    keyArn,
    alarmTopicArn,
    archiveDays: either(30, 60),
    ...later({ accounts: ["222233334444"] }),
});
new Queue("receipts", {
    accountId,
    keyArn,
    alarmTopicArn,
    openToEvents: either(false, true),
    topics: [
        {
            name: "paid",
            topicArn: paid.topicArn,
            filter: either({ kind: ["paid"] }, { kind: ["paid", "refunded"] }),
            filterScope: either("attributes", "body"),
            raw: either(false, true),
        },
    ],
    rules: [
        {
            name: "shop",
            busName: bus.busName,
            pattern: either(
                { source: ["shop"] },
                { source: ["shop"], detail: { total: [{ exists: true }] } },
            ),
            retries: either(185, 10),
            ...later({ inputPath: "$.detail" }),
        },
    ],
    schedules: [
        { name: "daily", expression: either("rate(1 day)", "rate(12 hours)"), input: { what: "all" } },
    ],
});
new Queue("entries", {
    accountId,
    keyArn,
    fifo: true,
    topics: [{ name: "ledger", topicArn: ledger.topicArn }],
    rules: [{ name: "own", pattern: { source: ["aws.s3"] }, group: either("a", "b") }],
});

const backup = new Backup("backup", {
    keyArn,
    protect,
    alarmTopicArn,
    schedule: either("cron(0 4 * * ? *)", "cron(0 2 * * ? *)"),
    retentionDays: either(35, 60),
    lock: either("none", "governance"),
    ...later({ monthlyRetentionDays: 365 }),
});
const common = { keyArn, region, protect, alarmTopicArn, partitionKey: { name: "id" } };
new Table("carts", {
    ...common,
    ...either(
        {
            recoveryDays: 35,
            indexes: { "by-day": { partitionKey: { name: "day" } } },
        },
        {
            recoveryDays: 14,
            stream: "both",
            expiryAttribute: "expires",
            backupPlan: backup.plan,
            indexes: {
                "by-day": { partitionKey: { name: "day" } },
                "by-product": { partitionKey: { name: "product" } },
            },
        },
    ),
});
new Table("orders", {
    ...common,
    capacity: {
        read: { min: 1, max: either(10, 20) },
        write: { min: 1, max: either(10, 20) },
    },
});

const { functionArn } = new SecretRotation("rotation", {
    accountId,
    region,
    keyArn,
    alarmTopicArn,
    logs: { keyArn, retentionDays: either(30, 90) },
});
new Secret("session", {
    accountId,
    keyArn,
    protect,
    generate: 48,
    description: either("Signs sessions", "Signs the sessions of the shop"),
    rotation: { functionArn, days: either(30, 60) },
});
const keyed = { region, keyArn, protect };
new Secret("plain", { accountId, keyArn, protect, generate: 48, ...later({ parameter: "/shop/plain" }) });

new Secret("given", { accountId, keyArn, protect, value: { reveal: () => either("first", "second") } });

new Parameter("rates", { name: "/shop/rates", type: "String", value: either("0.19", "0.20"), ...keyed });
// Whoever fills it by hand has it: nothing of it is written again, not even with another key.
new Parameter("by-hand", {
    ...keyed,
    name: "/shop/by-hand",
    description: either("First", "Second"),
    keyArn: either(keyArn, `arn:aws:kms:${region}:${accountId}:alias/another`),
});

new Repository("shop", {
    keyArn,
    protect,
    keepImages: either(10, 30),
    ...later({ functionArns: `arn:aws:lambda:${region}:${accountId}:function:*` }),
});
