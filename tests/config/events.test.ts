/** Topics, buses and what gets their events: what AWS refuses, and what would never arrive. */
import assert from "node:assert/strict";

import { otherFilter, otherPattern } from "../../config/syntax/eventPatterns";
import { complaints, minimal, settingsOf } from "./fixtures";

type Raw = Record<string, unknown>;

const CODE = "examples/sample/functions/orders";
const stack = (more: Raw): Raw => ({
    ...minimal,
    topics: { paid: {}, ledger: { fifo: true } },
    buses: { main: {} },
    ...more,
});
const onFunction = (...on: unknown[]): Raw => stack({ functions: { mailer: { code: CODE, on } } });
const onQueue = (settings: Raw, ...on: unknown[]): Raw => stack({ queues: { jobs: { ...settings, on } } });
const rules = (count: number): unknown[] =>
    Array.from({ length: count }, (_, index) => ({
        bus: "main",
        name: `r-${index}`,
        pattern: { source: ["shop"] },
    }));
/** As many to a queue as its policy has room for. */
const onQueues = (...on: unknown[]): Raw => {
    const parts = Array.from({ length: Math.ceil(on.length / 75) }, (_, at) =>
        on.slice(at * 75, (at + 1) * 75),
    );
    return stack({ queues: Object.fromEntries(parts.map((part, at) => [`jobs-${at}`, { on: part }])) });
};
const FIFO = { fifo: true };

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    ["a function that subscribes", onFunction("topic/paid"), []],
    [
        "a function that subscribes to a FIFO topic",
        onFunction("topic/ledger"),
        [
            "plumbline:functions.mailer.on[0]: topic/ledger is not allowed, because SNS delivers a FIFO topic to queues only; let a queue subscribe, and the function take from the queue",
        ],
    ],
    [
        "a FIFO queue that subscribes to a standard topic",
        onQueue(FIFO, { topic: "paid" }),
        [
            "plumbline:queues.jobs.on[0]: topic/paid is not allowed, because a FIFO queue gets messages of FIFO topics only; give topics.paid fifo: true, or take it from the queue",
        ],
    ],
    ["a FIFO queue that subscribes to a FIFO topic", onQueue(FIFO, "topic/ledger"), []],
    ["a standard queue that subscribes to a FIFO topic", onQueue({}, "topic/ledger"), []],
    [
        "a topic that is not there",
        onQueue({}, "topic/payd"),
        [
            'plumbline:queues.jobs: uses "topic/payd", which does not exist; there are topic/paid, topic/ledger; did you mean "topic/paid"?',
        ],
    ],
    [
        "a bus that is not there",
        onFunction({ bus: "man", pattern: { source: ["shop"] } }),
        [
            'plumbline:functions.mailer: uses "bus/man", which does not exist; there are bus/main; did you mean "bus/main"?',
        ],
    ],
    ["the bus of every account", onFunction({ bus: "default", pattern: { source: ["aws.s3"] } }), []],
    [
        "a bus with the name of that bus",
        stack({ buses: { default: {} } }),
        [
            'plumbline:buses.default: the name "default" is not allowed, because every account has a bus of that name; give it another',
        ],
    ],
    [
        "more rules than a bus takes",
        onQueues(...rules(301)),
        [
            "plumbline:buses.main: 301 rules are not allowed; a bus has at most 300, so let several of them share a topic, or make another bus",
        ],
    ],
    ["as many rules as a bus takes", onQueues(...rules(300)), []],
    [
        "two rules of one name",
        onQueue({}, ...[1, 2].map((part) => ({ bus: "main", pattern: { detail: { part: [part] } } }))),
        [
            'plumbline:queues.jobs.on[1]: would make a second resource "jobs-bus-main" (cloudwatch.EventRule), as plumbline:queues.jobs.on[0] does; give one of the two another name',
        ],
    ],
    [
        "a group of a queue that keeps no order",
        onQueue({}, { schedule: "rate(1 day)", group: "a" }),
        [
            'plumbline:queues.jobs.on[0].group: "a" is not allowed without fifo: true of the queue, which has no groups',
        ],
    ],
    [
        "an event that is too large",
        onQueue({}, { schedule: "rate(1 day)", name: "daily", input: "x".repeat(262_144) }),
        [
            "plumbline:queues.jobs.on[0].input: 262146 bytes are not allowed; it must be at most 262144 bytes as JSON",
        ],
    ],
    [
        "a schedule that is over",
        onQueue({}, { schedule: "at(2020-01-01T00:00:00)" }),
        [
            'plumbline:queues.jobs.on[0].schedule: "at(2020-01-01T00:00:00)" is not allowed, because its last time was 2020-01-01T00:00Z; it must be a time to come, so take it out or give another',
        ],
    ],
    [
        "failures of events in a queue that somebody else has made",
        stack({
            existing: { queues: { failed: "failed" } },
            functions: { mailer: { code: CODE, on: ["topic/paid"], onFailure: "existing:queue/failed" } },
        }),
        [
            "plumbline:functions.mailer.onFailure: \"existing:queue/failed\" is not allowed with topics, buses and buckets in on, because the policy of that queue is not this stack's to open; name a queue of this stack, or leave it out for one of the function's own",
        ],
    ],
    [
        "objects for a FIFO topic",
        stack({ buckets: { uploads: { notifications: [{ to: "topic/ledger" }] } } }),
        [
            'plumbline:buckets.uploads.notifications[0].to: "topic/ledger" is not allowed, because S3 notifies standard topics only; name a topic without fifo: true',
        ],
    ],
    ["objects for a topic", stack({ buckets: { uploads: { notifications: [{ to: "topic/paid" }] } } }), []],
    [
        "a pattern that is none",
        onFunction({ bus: "main", pattern: { source: "shop" } }),
        ['plumbline:functions.mailer.on[0].pattern: must have a list of values at source, such as ["shop"]'],
    ],
    [
        "a filter of attributes with parts",
        onFunction({ topic: "paid", filter: { order: { kind: ["paid"] } } }),
        [
            'plumbline:functions.mailer.on[0].filter: must have lists of values, not a map at "kind": attributes have no parts; filterScope: body looks at the message instead',
        ],
    ],
    [
        "the same filter of the body",
        onFunction({ topic: "paid", filterScope: "body", filter: { order: { kind: ["paid"] } } }),
        [],
    ],
    [
        "workloads that use topics and buses",
        stack({
            functions: { shop: { code: CODE, uses: ["topic/paid:publish", "topic/ledger", "bus/main"] } },
        }),
        [],
    ],
];

describe("events", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length > 0 ? "refuse" : "take"} ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }

    it("open exactly the queues and topics that something sends to on its own behalf", () => {
        const settings = settingsOf(
            stack({
                buckets: {
                    uploads: {
                        notifications: [
                            { to: "topic/paid", prefix: "a/" },
                            { to: "queue/jobs", prefix: "b/" },
                        ],
                    },
                },
                queues: { jobs: {}, failed: {}, others: {} },
                functions: {
                    mailer: { code: CODE, on: ["topic/paid"], onFailure: "queue/failed" },
                    reports: { code: CODE, on: ["queue/jobs"], onFailure: "queue/others" },
                },
            }),
        );
        assert.deepEqual(settings.notified, ["topic/paid", "queue/jobs"]);
        assert.deepEqual(settings.failureQueues, ["failed"]);
    });
});

const GOOD: readonly object[] = [
    { source: ["shop"] },
    { detail: { total: [{ numeric: [">", 0, "<=", 5] }], paid: [true, null] } },
    {
        detail: {
            name: [{ prefix: "a" }, { suffix: { "equals-ignore-case": ".PNG" } }, { wildcard: "a*b" }],
        },
    },
    { detail: { state: [{ "anything-but": ["a", 1] }, { "anything-but": { prefix: "x" } }] } },
    { detail: { ip: [{ cidr: "10.0.0.0/24" }, { cidr: "2001:db8::/32" }], none: [{ exists: false }] } },
    { $or: [{ source: ["a"] }, { detail: { b: [{ numeric: ["=", 1] }] } }] },
];
const BAD: readonly [pattern: object, words: RegExp][] = [
    [{}, /^at least one key$/],
    [{ detail: {} }, /^at least one key at detail$/],
    [{ source: [] }, /^at least one value at source$/],
    [{ detail: { a: 1 } }, /^a list of values at detail\.a, such as \[1\]$/],
    [{ source: [["a"]] }, /^values and no list in the list at source$/],
    [{ source: [{ like: "a" }] }, /^one of .*, prefix, .* not like$/],
    [{ source: [{ prefix: "a", suffix: "b" }] }, /not prefix and suffix$/],
    [{ source: [{ exists: "no" }] }, /^true or false for exists at source$/],
    [{ source: [{ cidr: "10.0.0.0/33" }] }, /^a block/],
    [{ source: [{ numeric: ["<", 5, ">", 1] }] }, /^a comparison/],
    [{ source: [{ numeric: [">", 5, "<", 1] }] }, /^a comparison/],
    [{ source: [{ "anything-but": [] }] }, /^text, a number/],
    [{ source: [{ wildcard: "a**" }] }, /^text, with single stars/],
    [{ $or: [{ source: ["a"] }] }, /^a list of two maps or more at \$or$/],
    [{ source: ["x".repeat(2048)] }, /^at most 2048 characters as JSON, not 2063$/],
];

describe("the pattern of a rule", () => {
    for (const pattern of GOOD) {
        it(`may be ${JSON.stringify(pattern)}`, () => {
            assert.equal(otherPattern(pattern as Raw), undefined);
        });
    }
    for (const [pattern, words] of BAD) {
        it(`may not be ${JSON.stringify(pattern).slice(0, 60)}`, () => {
            assert.match(otherPattern(pattern as Raw) ?? "", words);
        });
    }
});

describe("the filter of a subscription", () => {
    const keys = (count: number): Raw =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ["a"]]));
    const values = (count: number): string[] => Array.from({ length: count }, (_, index) => `v${index}`);

    it("has five keys and 150 combinations at most", () => {
        assert.equal(otherFilter(keys(5), "attributes"), undefined);
        assert.match(otherFilter(keys(6), "attributes") ?? "", /^at most 5 keys, not 6$/);
        assert.equal(otherFilter({ a: values(15), b: values(10) }, "attributes"), undefined);
        assert.match(
            otherFilter({ a: values(16), b: values(10) }, "attributes") ?? "",
            /^at most 150 combinations of values, not 160/,
        );
    });

    it("counts the depth of keys in the body", () => {
        const filter = { a: { b: { c: values(4) } }, d: { e: values(3) } };
        assert.equal(otherFilter(filter, "body"), undefined);
        assert.match(
            otherFilter({ ...filter, f: values(3) }, "body") ?? "",
            /^at most 150 combinations of values, not 216/,
        );
    });

    it("takes the operators of SNS", () => {
        const filters = [
            [{ prefix: "a" }, { suffix: "b" }, { "equals-ignore-case": "c" }, { exists: false }],
            [{ "anything-but": ["a", 1] }, { "anything-but": { prefix: "x" } }, { cidr: "10.0.0.0/24" }],
            [{ numeric: [">", 0, "<=", 5] }, "a", 1, true, null],
        ];
        for (const kind of filters) assert.equal(otherFilter({ kind }, "attributes"), undefined);
        assert.equal(otherFilter({ $or: [{ a: ["x"] }, { b: ["y"] }] }, "body"), undefined);
    });

    it("takes no operator that only EventBridge has", () => {
        const others = [
            [{ wildcard: "a*b" }, /^one of .*, not wildcard$/],
            [{ prefix: { "equals-ignore-case": "a" } }, /^text for prefix at kind$/],
            [{ "anything-but": { suffix: "a" } }, /or one prefix for anything-but at kind$/],
            [{ "anything-but": { prefix: ["a", "b"] } }, /or one prefix for anything-but at kind$/],
        ] as const;
        for (const [rule, words] of others) {
            assert.match(otherFilter({ kind: [rule] }, "attributes") ?? "", words);
        }
    });

    it("has 256 KiB at most", () => {
        assert.match(otherFilter({ a: ["x".repeat(262_144)] }, "attributes") ?? "", /^at most 262144 bytes/);
    });
});
