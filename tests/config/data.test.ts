/** Settings of data stores that depend on each other: databases, caches, tables, backups. */
import assert from "node:assert/strict";

import { complaints, complete, minimal, settingsOf } from "./fixtures";

type Raw = Record<string, unknown>;

const AURORA = { engine: "aurora-postgresql", version: "16", minCapacity: 1 };
const TABLE = { partitionKey: "id" };
const database = (settings: Raw): Raw => ({ ...minimal, databases: { app: { ...AURORA, ...settings } } });
const cache = (settings: Raw): Raw => ({ ...minimal, caches: { sessions: settings } });
const table = (settings: Raw): Raw => ({ ...minimal, tables: { carts: { ...TABLE, ...settings } } });
const many = <T>(count: number, one: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => one(n));

/** Settings and the message for a conflict; no message if there is none. */
const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    ["readers that may become more", database({ readers: 1, maxReaders: 3 }), []],
    [
        "fewer readers at most than there are",
        database({ readers: 3, maxReaders: 2 }),
        ["plumbline:databases.app.maxReaders: 2 is not allowed; it must be at least readers, which is 3"],
    ],
    [
        "readers that scale with an unmeasured load",
        database({ readers: 0, maxReaders: 2 }),
        [
            "plumbline:databases.app.maxReaders: 2 is not allowed without a reader, whose load decides about more; set readers to 1 or more",
        ],
    ],
    [
        "a proxy in front of a database that should pause",
        database({ minCapacity: 0, proxy: true }),
        [
            "plumbline:databases.app.minCapacity: 0 is not allowed with proxy, whose connections never let the database pause; it must be at least 0.5",
        ],
    ],
    [
        "a proxy in front of instances, which never pause",
        database({ minCapacity: 0, proxy: true, instanceClass: "db.r7g.large" }),
        [],
    ],
    [
        "the Data API with tokens",
        database({ dataApi: true, iamUser: "shop" }),
        [
            "plumbline:databases.app.iamUser: is not allowed with dataApi, which signs in with the master password; use one of them",
        ],
    ],
    [
        "Performance Insights on an instance that is too small for it",
        {
            ...minimal,
            databases: {
                app: {
                    engine: "mysql",
                    version: "8.4",
                    instanceClass: "db.t4g.small",
                    performanceInsights: true,
                },
            },
        },
        [
            "plumbline:databases.app.performanceInsights: true is not allowed for mysql on db.t4g.small, which is too small for it; use a larger instanceClass",
        ],
    ],
    ["the newest Valkey", cache({ version: "8.1" }), []],
    [
        "a version of the other engine",
        cache({ engine: "redis", version: "8.1" }),
        [
            'plumbline:caches.sessions.version: "8.1" is not allowed for redis; it must be "6.2", "7.0" or "7.1"',
        ],
    ],
    [
        "a version that Valkey never had",
        cache({ version: "6.2" }),
        [
            'plumbline:caches.sessions.version: "6.2" is not allowed for valkey; it must be "7.2", or a version of 8 or 9 such as "8.1"',
        ],
    ],
    [
        "an attribute with two types",
        table({
            sortKey: "at:number",
            indexes: { "by-time": { partitionKey: "at" } },
        }),
        [
            'plumbline:tables.carts.indexes.by-time.partitionKey: "at" is a string here and a number elsewhere; an attribute has one type',
        ],
    ],
    [
        "the same attribute as both keys",
        table({ sortKey: "id" }),
        [
            'plumbline:tables.carts.sortKey: "id" is not allowed, because it is the partitionKey; it must be another attribute',
        ],
    ],
    [
        "more indexes than DynamoDB has",
        table({ indexes: Object.fromEntries(many(21, (n) => [`by-${n}`, { partitionKey: "a" }])) }),
        ["plumbline:tables.carts.indexes: 21 indexes are not allowed; there may be 20"],
    ],
    [
        "more attributes in indexes than DynamoDB takes",
        table({
            indexes: Object.fromEntries(
                many(6, (n) => [`by-${n}`, { partitionKey: "a", attributes: many(17, (at) => `x${at}`) }]),
            ),
        }),
        [
            "plumbline:tables.carts.indexes: 102 attributes in all indexes are not allowed; there may be 100, or leave attributes out for all",
        ],
    ],
    [
        "more capacity at least than at most",
        table({ capacity: { read: { min: 10, max: 5 }, write: { min: 1, max: 1 } } }),
        ["plumbline:tables.carts.capacity.read.min: 10 is not allowed; it must be at most max, which is 5"],
    ],
    [
        "a function that follows a table without a stream",
        {
            ...table({}),
            functions: { bill: { code: "examples/sample/functions/orders", on: ["table/carts"] } },
        },
        ["plumbline:functions.bill.on[0]: follows table/carts, which has no stream; set tables.carts.stream"],
    ],
    [
        "an endless lock on a deletable vault",
        { ...minimal, protect: false, backup: { enabled: true, lock: "compliance" } },
        [
            'plumbline:backup.lock: "compliance" is not allowed without protect, because the vault can then never be deleted; it must be none or governance, or set protect to true',
        ],
    ],
    [
        "an endless lock on a protected vault",
        { ...minimal, protect: true, backup: { enabled: true, lock: "compliance" } },
        [],
    ],
    [
        "workloads that use caches and tables, all or in one way",
        {
            ...complete,
            caches: { sessions: {} },
            tables: { carts: TABLE },
            functions: {
                ...(complete["functions"] as Raw),
                bill: {
                    code: "examples/sample/functions/orders",
                    uses: ["cache/sessions", "table/carts:read"],
                },
            },
        },
        [],
    ],
    [
        "a table in a way that there is not",
        {
            ...table({}),
            functions: { bill: { code: "examples/sample/functions/orders", uses: ["table/carts:send"] } },
        },
        [
            'plumbline:functions.bill.uses[0]: "table/carts:send" is not allowed; it must be <kind>/<name>, the kind one of database, cache, table, bucket, topic, bus, queue, secret, email, parameter, directory, function, api, service, media, or table/<name>:read, table/<name>:write, bucket/<name>:read, bucket/<name>:write, topic/<name>:publish, bus/<name>:publish, queue/<name>:send, queue/<name>:receive, email/<name>:send, media/<name>:sign',
        ],
    ],
];

describe("keys of data that depend on each other", () => {
    for (const [what, raw, said] of CASES) {
        it(said.length > 0 ? `does not: ${what}` : `does: ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }
});

describe("data with default settings", () => {
    const of = (tier: string) =>
        settingsOf({
            ...minimal,
            tier,
            ...(tier === "local" ? { emulator: "http://127.0.0.1:4566" } : {}),
            caches: { sessions: {} },
            tables: { carts: { partitionKey: "id", sortKey: "at:number" } },
        });
    const none = { enabled: false, retentionDays: 7, lock: "none" };
    const expected = {
        local: { cache: ["cache.t4g.micro", 0, 1], backup: none },
        dev: { cache: ["cache.t4g.micro", 0, 1], backup: none },
        staging: {
            cache: ["cache.t4g.micro", 1, 1],
            backup: { enabled: true, retentionDays: 14, lock: "none" },
        },
        prod: {
            cache: ["cache.m7g.large", 1, 7],
            backup: { enabled: true, retentionDays: 35, lock: "governance" },
        },
    };
    for (const [tier, { cache: wanted, backup }] of Object.entries(expected)) {
        it(`is kept as tier ${tier} defines`, () => {
            const settings = of(tier);
            const { nodeType, replicas, snapshotDays } = settings.caches["sessions"]!;
            assert.deepEqual([nodeType, replicas, snapshotDays], wanted);
            assert.partialDeepStrictEqual(settings.backup, { schedule: "cron(0 5 * * ? *)", ...backup });
        });
    }

    it("has keys of type string, unless the type is given", () => {
        assert.partialDeepStrictEqual(of("dev").tables["carts"], {
            partitionKey: { name: "id", type: "string" },
            sortKey: { name: "at", type: "number" },
            recoveryDays: 35,
            stream: "none",
        });
    });
});
